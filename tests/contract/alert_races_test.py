"""Two things happen to one alert at once: one row is held, and neither undoes the other."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.arrival import Tapped
from bot.care import Telling
from bot.episode import Entry, Mark
from bot.message import Press
from bot.services.enrol import caring
from bot.services.visit import Visit
from storage.memory import MemoryStore
from tests.bot.services.alerts.watch import agree, begins, marks, rota
from tests.bot.services.counsel.desk import cared_for
from tests.bot.services.room import ANN, DANA, ELI, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bot.arrival import Reaction
    from tests.databases import Place

QUARTER = timedelta(minutes=15)


@pytest.fixture
async def room(place: Place | None) -> AsyncIterator[Room]:
    """Dana and Eli on the rota, and a client of Dana's, over the store of the day."""
    database = MemoryStore() if place is None else place.open()
    found = Room(store=database)  # type: ignore[arg-type]  # of a store only its works are used
    await found.counselor("Dana", DANA)
    await found.counselor("Eli", ELI, zone="Asia/Tokyo")
    await rota(found, DANA, ELI)
    await cared_for(found, ANN, "Blue scarf")
    await agree(found, telling=Telling.ALWAYS)
    yield found
    if not isinstance(database, MemoryStore):
        await database.close()


async def presses(room: Room, action: str, episode: str, chat: int) -> Reaction:
    return await room.happen(Tapped(Press(action, episode), "…", "Key"), chat, 1, deliver=False)


async def meanwhile(second: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
    """Begin something that has to wait for the transaction that is open."""
    task = asyncio.create_task(second)
    await asyncio.sleep(0.5)
    return task


async def test_two_counselors_at_once_are_both_noted(room: Room) -> None:
    alert = await begins(room)
    await presses(room, "alert-hand", alert, DANA)
    await asyncio.gather(
        presses(room, "alert-on-it", alert, DANA), presses(room, "alert-reached", alert, ELI)
    )
    done = (await marks(room, alert))[4:]
    assert done in (["taken Dana", "reached Eli"], ["reached Eli"])


async def test_a_step_that_is_due_waits_for_who_takes_it_just_then(room: Room) -> None:
    alert = await begins(room)
    room.clock.at += QUARTER
    dana, client = await room.who(DANA), await room.client()
    async with room.store.works() as work:
        await work.counselors.by_chat(DANA)
        await work.clients.get(client.id)
        climbing = await meanwhile(room.tick.tick())
        await work.episodes.note(alert, Entry(Mark.TAKEN, room.clock.now(), dana.id))
    await climbing
    assert await marks(room, alert) == ["began", "told Dana", "taken Dana"]


async def test_who_leaves_while_an_alert_climbs_is_told_of_to_nobody_more(room: Room) -> None:
    alert = await begins(room)
    room.clock.at += 2 * QUARTER
    client = await room.client()
    async with room.store.works() as work:
        held = await work.clients.get(client.id)
        assert held is not None
        climbing = await meanwhile(room.tick.tick())
        await caring.leave(Visit(room.house, work, held, room.clock.now()), "1")
    await climbing
    assert await marks(room, alert) == ["began", "told Dana"]
