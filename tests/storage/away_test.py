"""What ails the store is told apart from what is wrong with what was asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import Away, StoreError
from tests.contract.examples import message, received
from tests.databases import Place

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_full_disk_passes(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.inbox._db.execute(text("PRAGMA max_page_count = 1"))  # type: ignore[attr-defined]  # no file may grow
    with pytest.raises(Away, match="full"):
        async with database.works() as work:
            await work.inbox.add([received(n) for n in range(3000)])
    await database.close()


async def test_what_the_store_refuses_does_not_pass(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.outbox.add(message("a"))
    with pytest.raises(StoreError) as refused:
        async with database.works() as work:
            await work.outbox.add(message("a"))
    assert not isinstance(refused.value, Away)
    await database.close()


async def test_a_database_that_is_not_there_passes(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody@127.0.0.1:9/nothing"
    database = Place(nowhere, f"sqlite:///{tmp_path}/keys.db").open()
    with pytest.raises(Away):
        await database.replicas.beat()
    await database.close()


@pytest.mark.postgres
@pytest.mark.parametrize("state", ["40P01", "53100", "57P01", "08006", "25P03"])
async def test_postgresql_says_by_its_states_what_passes(postgres: Place, state: str) -> None:
    database = postgres.open()
    raises = f"DO $$ BEGIN RAISE EXCEPTION 'ailing' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(Away):
        async with database.works() as work:
            await work.inbox._db.execute(text(raises))  # type: ignore[attr-defined]  # as a server would
    with pytest.raises(StoreError) as refused:
        async with database.works() as work:
            await work.inbox._db.execute(text(raises.replace(state, "22012")))  # type: ignore[attr-defined]  # it divides by zero
    assert not isinstance(refused.value, Away)
    await database.close()
