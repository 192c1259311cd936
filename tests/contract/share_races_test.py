"""Two things happen at once to what passes between a counselor and a client: neither is undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Tapped
from bot.message import Press
from bot.services.counsel import owning
from bot.services.counsel.call import Call
from bot.services.enrol import caring
from bot.services.pressed import Pressed
from bot.services.visit import Visit
from storage.memory import MemoryStore
from tests.bot.services.counsel.desk import cared_for
from tests.bot.services.room import ANN, DANA, Room
from tests.contract.care_races_test import meanwhile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.own import Own
    from tests.databases import Place

SLEEP, AGAIN = (
    (Path(__file__).parents[1] / "own" / f"{name}.toml").read_bytes()
    for name in ("sleep", "sleep-again")
)


@pytest.fixture
async def room(place: Place | None) -> AsyncIterator[Room]:
    """A counselor whose client has a check-in of theirs, over the store of the day."""
    database = MemoryStore() if place is None else place.open()
    found = Room(store=database)  # type: ignore[arg-type]  # of a store only its works are used
    await found.counselor("Dana", DANA)
    await cared_for(found, ANN, "Blue scarf")
    await found.send("sleep.toml", SLEEP)
    for label in ("Publish to …", "Blue scarf", "Save: 1 ticked"):
        await found.tap(label, DANA)
    yield found
    if not isinstance(database, MemoryStore):
        await database.close()


async def only(room: Room) -> Own:
    counselor = await room.who(DANA)
    async with room.store.works() as work:
        (own,) = await work.owns.by(counselor.id)
    return own


async def leaves(room: Room) -> None:
    client = await room.client()
    async with room.store.works() as work:
        held = await work.clients.get(client.id)
        assert held is not None
        await caring.leave(Visit(room.house, work, held, room.clock.now()), "1")


async def test_who_leaves_while_it_gets_a_new_version_does_not_have_it_back(room: Room) -> None:
    await room.send("sleep.toml", AGAIN)
    key = next(one for one in room.last(DANA).keys.values() if "own-keep" in str(one.does))
    newer = room.happen(Tapped(key.does, "seen", key.label), DANA, 1, deliver=False)
    client = await room.client()
    async with room.store.works() as work:
        held = await work.clients.get(client.id)
        assert held is not None
        await caring.leave(Visit(room.house, work, held, room.clock.now()), "1")
        keeping = await meanwhile(newer)
    await keeping
    own = await only(room)
    assert (len(own.versions), own.clients) == (2, frozenset())


async def test_what_is_withdrawn_while_somebody_leaves_stays_withdrawn(room: Room) -> None:
    own, counselor = await only(room), await room.who(DANA)
    tapped = Tapped(Press("own-out", own.name), "seen", "Withdraw")
    async with room.store.works() as work:
        await work.counselors.by_chat(DANA)
        call = Call(room.house, work, counselor, room.clock.now())
        await owning.out(call, Pressed(own.name, tapped, None))
        leaving = await meanwhile(leaves(room))
    await leaving
    assert (await only(room)).withdrawn_at is not None
