"""An erasure that breaks off, on real databases: all of it or nothing, and the rest follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest

from bot.errors import StoreError
from storage.database import Database
from storage.tables import METADATA
from tests.bot.services import room as rooms
from tests.bot.services.counsel.desk import cared_for
from tests.bot.services.room import Room
from tests.contract.examples import ANN, LEASE, NOW, ann, ben, goal, message

if TYPE_CHECKING:
    from storage.keystore import KeyStore
    from storage.memory import MemoryStore
    from tests.databases import Place

FAREWELL = replace(message("farewell", ann.chat), fleeting=True)


class PowerCut(Exception):  # noqa: N818 - what breaks off is no error of anybody's
    """The process ended here."""


class Cut:
    """A key store that never gets to destroy a key, or dies as soon as it has."""

    def __init__(self, inner: KeyStore, *, done: bool) -> None:
        self._inner = inner
        self._done = done

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    async def destroy(self, name: str) -> None:
        if self._done:
            await self._inner.destroy(name)
        raise PowerCut


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.mark.parametrize("done", [False, True])
async def test_the_next_start_finishes_what_broke_off(place: Place, *, done: bool) -> None:
    whole = place.open()
    broken = Database(whole._engine, cast("KeyStore", Cut(whole._keys, done=done)))
    async with broken.works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
        await work.words.put(goal)
    with pytest.raises(PowerCut):  # noqa: PT012 - what is done before it matters
        async with broken.works() as work:
            await work.outbox.add(FAREWELL)
            await work.clients.remove(ANN)
    await broken.close()
    database = place.open()
    assert (await database._keys.get(ANN) is None) is done
    assert await database.sweep() == 1
    assert await database._keys.get(ANN) is None
    async with database.works() as work:
        assert await work.clients.by_chat(ann.chat) is None
        assert await work.words.get(goal.id) is None
        assert await work.clients.by_chat(ben.chat) == ben
        left = await work.outbox.lease(NOW, 10, LEASE)
        assert [out.message for out in left] == [FAREWELL]
    assert await database.sweep() == 0
    assert await database._keys.clients(made_before=timedelta()) == [ben.id]
    await database.close()


async def test_what_broke_off_is_finished_by_the_next_erasure_too(place: Place) -> None:
    database = place.open()
    broken = Database(database._engine, cast("KeyStore", Cut(database._keys, done=False)))
    async with database.works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
    with pytest.raises(PowerCut):
        async with broken.works() as work:
            await work.clients.remove(ANN)
    async with database.works() as work:
        await work.clients.remove(ben.id)
    assert await database._keys.clients(made_before=timedelta()) == []
    assert await database.sweep() == 0
    await database.close()


async def test_an_erasure_that_was_not_committed_destroys_no_key(place: Place) -> None:
    database = place.open()
    async with database.works() as work:
        await work.clients.add(ann)
        await work.words.put(goal)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - what is done before it matters
        async with database.works() as work:
            await work.clients.remove(ANN)
            raise ZeroDivisionError
    assert await database.sweep() == 0
    async with database.works() as work:
        assert await work.words.get(goal.id) == goal
    await database.close()


async def test_a_replica_that_remembers_the_key_writes_nothing_for_the_erased(
    place: Place,
) -> None:
    here, there = place.open(), place.open()
    async with here.works() as work:
        await work.clients.add(ann)
    async with there.works() as work:
        await work.words.put(goal)
        assert await work.clients.get(ANN) == ann
    async with here.works() as work:
        await work.clients.remove(ANN)
    assert ANN in there._vault._seals
    async with there.works() as work:
        assert await work.clients.get(ANN) is None
        assert await work.clients.by_chat(ann.chat) is None
        assert await work.words.of(ANN) == []
        assert await work.words.get(goal.id) is None
    with pytest.raises(StoreError):
        async with there.works() as work:
            await work.words.put(goal)
    with pytest.raises(StoreError):
        async with there.works() as work:
            await work.clients.save(ann)
    with pytest.raises(StoreError):
        async with there.works() as work:
            await work.outbox.add(replace(message("of them", 21), client=ANN))
    assert await there._keys.get(ANN) is None
    for database in (here, there):
        await database.close()


async def test_once_the_farewell_is_sent_no_row_is_of_them(place: Place) -> None:
    database = place.open()
    room = Room(store=cast("MemoryStore", database))  # all a room needs is `works`
    await room.counselor()
    client = await cared_for(room, rooms.ANN, "Blue scarf")
    await cared_for(room, rooms.BEN, "Green coat")
    await room.write("up for breakfast with the kids")
    await room.tap("A goal")
    await room.give("forgetme")
    await room.tap("Forget everything")
    hashed = database._vault.chat(rooms.ANN)
    before = await rows(database)
    assert client in before
    assert hashed.hex() in before
    await room.tap("Yes, forget everything")
    assert [text.split(".")[0] for text in room.texts(rooms.ANN)] == ["It's gone"]
    left = await rows(database)
    assert client not in left
    assert hashed.hex() not in left
    assert (await room.client(rooms.BEN)).id in left
    assert await database._keys.get(client) is None
    await database.close()


async def rows(database: Database) -> str:
    """Write out every cell of every table, as it lies there."""
    found = []
    async with database._engine.begin() as connection:
        for table in METADATA.sorted_tables:
            for row in await connection.execute(table.select()):
                found += [one.hex() if isinstance(one, bytes) else str(one) for one in row]
    return "\n".join(found)
