"""The service goes on while it is backed up, and the backup is of one moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.conversation import WordsId
from bot.people import ClientId
from storage.archive.snapshot import snapshot
from storage.engine import open_engine, read_url
from storage.history import History
from tests.contract.examples import ANN, BEN, ann, ben, goal
from tests.storage.archive.conftest import NOON, at
from tests.storage.archive.rows import scatter
from tests.storage.secrecy_test import disk

if TYPE_CHECKING:
    from storage.database import Database
    from tests.databases import Place
    from tests.storage.archive.conftest import Shelf


async def join(database: Database, number: int) -> None:
    """Let a client join, and say something, in one transaction."""
    client = replace(ann, id=ClientId(f"{number:032}"), chat=number)
    async with database.works() as work:
        await work.clients.add(client)
        await work.words.put(replace(goal, id=WordsId(client.id), client=client.id))


async def test_it_is_of_one_moment(place: Place) -> None:
    database = place.open()
    for number in range(1, 6):
        await join(database, number)
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        await scatter(connection, 600, only="clinics")  # read between clients and words
    await engine.dispose()
    found: dict[str, set[object]] = {"clients": set(), "words": set()}
    async with snapshot(at(place).store, History.STORE, "", NOON) as moment:
        newcomer = 100
        async for page in moment.pages():
            found.setdefault(page.shape.name, set()).update(row[0] for row in page.rows)
            await join(database, newcomer := newcomer + 1)
            async with database.works() as work:
                await work.clients.remove(ClientId(f"{newcomer - 100:032}"))
    assert newcomer >= 104
    assert found["clients"] == found["words"] == {f"{number:032}" for number in range(1, 6)}
    await database.close()


async def test_what_joins_meanwhile_is_in_it_whole_or_not_at_all(
    place: Place, shelf: Shelf
) -> None:
    database, joined, began = place.open(), 0, asyncio.Event()

    async def live() -> None:
        nonlocal joined
        while True:
            await join(database, joined := joined + 1)
            began.set()

    living = asyncio.create_task(live())
    await began.wait()
    before = joined
    store, keys = await shelf.take(place)
    after = joined
    living.cancel()
    await asyncio.wait([living])
    await database.close()
    rows = store.contents.rows
    assert before - 1 <= rows["clients"] == rows["words"] < after
    assert keys.contents.rows["keys"] >= rows["clients"] + 2  # its keys were taken later
    assert (store.sample.shut, store.sample.keyless) == ((), 0)


async def test_whoever_is_erased_meanwhile_leaves_nothing_on_the_disk(
    sqlite: Place, shelf: Shelf
) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
    async with snapshot(at(sqlite).store, History.STORE, "", NOON):
        async with database.works() as work:  # its log cannot be emptied while it is read
            await work.clients.remove(ANN)
        assert ANN.encode() in disk(sqlite)
    store, keys = await shelf.take(sqlite)
    assert ANN.encode() not in disk(sqlite)
    assert BEN.encode() in disk(sqlite)
    assert (store.contents.rows["clients"], keys.contents.rows["keys"]) == (1, 3)
    await database.close()


async def test_an_old_backup_brings_nobody_back(
    place: Place, new_file: Place, shelf: Shelf
) -> None:
    """The store's backup is from before somebody was erased, the keys are not."""
    database = place.open()
    async with database.works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
    await shelf.take(place, History.STORE)
    async with database.works() as work:
        await work.clients.remove(ANN)
    await database.close()
    await shelf.take(place, History.KEYS)
    restored = await shelf.put(new_file)
    assert restored.keyless == 1
    assert [table for table, _ in restored.put[History.STORE].sample.shut] == ["clients"]
    database = new_file.open()
    await database.migrate()
    assert await database.sweep() == 1
    async with database.works() as work:
        assert await work.clients.get(ANN) is None
        assert await work.clients.get(BEN) == ben
    await database.close()


async def test_the_keys_alone_are_put_back_beside_the_store(
    place: Place, new_file: Place, shelf: Shelf
) -> None:
    database = place.open()
    async with database.works() as work:
        await work.clients.add(ann)
    await database.close()
    await shelf.take(place)
    there = replace(place, keys_url=new_file.keys_url)
    restored = await shelf.put(there, History.KEYS)
    assert restored.present is not None
    assert (restored.present.opened, restored.keyless) == (1, 0)
    database = there.open()
    async with database.works() as work:
        assert await work.clients.get(ANN) == ann
    await database.close()
