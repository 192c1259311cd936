"""Replicas: several processes' views of one PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.examples import ann

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

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
