"""What is backed up from one database is put back into another as it was, and serves there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.compatible import oldest_for
from storage.engine import open_engine, read_url
from storage.history import History, newest
from tests.contract.examples import ANN, message
from tests.storage.archive.conftest import NOON
from tests.storage.archive.rows import all_of, scatter
from tests.storage.filled import fill
from tests.storage.filled import read as read_all

if TYPE_CHECKING:
    from collections import Counter

    from storage.database import Database
    from tests.databases import Place
    from tests.storage.archive.conftest import Shelf


async def held(database: Database) -> Counter[str]:
    async with database.works() as work:
        return await read_all(work)


@pytest.mark.postgres
async def test_every_row_goes_and_comes(across: tuple[Place, Place], shelf: Shelf) -> None:
    place, new = across
    database = place.open()
    async with database.works() as work:
        await fill(work)
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        await scatter(connection)
    await engine.dispose()
    opens, before = await held(database), await all_of(place)
    await database.close()
    store, keys = await shelf.take(place)
    assert store.contents.made_at == keys.contents.made_at == NOON
    assert {table: len(rows) for table, rows in before[0].items()} == store.contents.rows
    assert min(store.contents.rows.values()) >= 3
    assert keys.sample.shut == ()
    restored = await shelf.put(new)
    assert await all_of(new) == await all_of(place) == before
    assert restored.put[History.STORE].contents == store.contents
    assert restored.keyless == 3  # whom `scatter` made up
    assert all(-told[0] == sum(told[1:]) for told in shelf.steps.values())
    database = new.open()
    await database.migrate()
    assert await held(database) == opens
    assert await database.sweep() == 3 + 3  # and the erasures that it says were begun
    async with database.works() as work:
        await work.outbox.add(message("later"))
        assert len(await work.words.of(ANN)) == 2
    await database.close()
    engine = open_engine(read_url(new.url))
    async with engine.begin() as connection:
        oldest = await connection.run_sync(oldest_for, newest() or "")
    await engine.dispose()
    assert oldest is not None
