"""Two things happen to one client at once: neither undoes the other, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.arrival import Command, Tapped
from bot.care import Care
from bot.message import Press
from bot.services.enrol import caring
from bot.services.enrol.counselors import suspend
from bot.services.enrol.handover import hand_over
from bot.services.visit import Visit
from storage.memory import MemoryStore
from tests.bot.services.bubble import chosen_by
from tests.bot.services.counsel.desk import cared_for
from tests.bot.services.enrol.inviting import invite
from tests.bot.services.room import ANN, BEN, DANA, ELI, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bot.people import ClientId, CounselorId
    from tests.databases import Place


@pytest.fixture
async def room(place: Place | None) -> AsyncIterator[Room]:
    """Two counselors, and a client of Dana's, over the store of the day."""
    database = MemoryStore() if place is None else place.open()
    found = Room(store=database)  # type: ignore[arg-type]  # of a store only its works are used
    await found.counselor("Dana", DANA)
    await found.counselor("Eli", ELI)
    await cared_for(found, ANN, "Blue scarf")
    yield found
    if not isinstance(database, MemoryStore):
        await database.close()


async def meanwhile(second: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
    """Begin something that has to wait for the transaction that is open."""
    task = asyncio.create_task(second)
    await asyncio.sleep(0.8)
    return task


async def ids(room: Room) -> tuple[ClientId, CounselorId, CounselorId]:
    return (await room.client()).id, (await room.who(DANA)).id, (await room.who(ELI)).id


async def care(room: Room, client: ClientId) -> Care | None:
    async with room.store.works() as work:
        return await work.cares.of(client)


async def handed_over(room: Room, dana: CounselorId, eli: CounselorId) -> None:
    async with room.store.works() as work:
        await hand_over(room.house, work, dana, eli, room.clock.now())


async def test_a_counselor_changes_nothing_of_somebody_who_is_handed_over(room: Room) -> None:
    client, dana, eli = await ids(room)
    await room.happen(Tapped(Press("rename", client), "seen", "Key"), DANA, 1, deliver=False)
    async with room.store.works() as work:
        await hand_over(room.house, work, dana, eli, room.clock.now())
        late = await meanwhile(room.write("Green coat", DANA, deliver=False))
    await late
    there = await care(room, client)
    assert there is not None
    assert (there.counselor, there.label) == (eli, "Blue scarf")


async def test_who_leaves_while_being_handed_over_is_with_nobody(room: Room) -> None:
    client, dana, eli = await ids(room)
    async with room.store.works() as work:
        who = await work.clients.get(client)
        assert who is not None
        await caring.leave(Visit(room.house, work, who, room.clock.now()), "1")
        handing = await meanwhile(handed_over(room, dana, eli))
    await handing
    assert await care(room, client) is None


async def test_an_invitation_used_while_it_is_handed_over_stays_used(room: Room) -> None:
    code = await invite(room)
    _, dana, eli = await ids(room)
    async with room.store.works() as work:
        found = await work.invites.by_code(code)
        assert found is not None
        await work.invites.save(replace(found, used_at=room.clock.now()))
        handing = await meanwhile(handed_over(room, dana, eli))
    await handing
    async with room.store.works() as work:
        now = await work.invites.by_code(code)
    assert now is not None
    assert now.used_at is not None


@pytest.mark.parametrize(
    "place", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
async def test_who_accepts_does_not_wait_for_what_the_counselor_is_doing(room: Room) -> None:
    await room.welcome(BEN)
    ben, dana = await room.client(BEN), await room.who(DANA)
    async with room.store.works() as busy:
        await busy.counselors.by_chat(DANA)
        async with asyncio.timeout(5), room.store.works() as work:
            await work.cares.put(Care(ben.id, dana.id, "K.", room.clock.now()))


async def test_who_is_suspended_while_changing_something_is_suspended_and_has_changed_it(
    room: Room,
) -> None:
    async def suspended() -> None:
        async with room.store.works() as work:
            await suspend(work, dana.id, suspended=True)

    dana = await room.who(DANA)
    async with room.store.works() as work:
        held = await work.counselors.by_chat(DANA)
        assert held is not None
        suspending = await meanwhile(suspended())
        await work.counselors.save(replace(held, locale="es"))
    await suspending
    dana = await room.who(DANA)
    assert (dana.locale, dana.suspended) == ("es", True)


async def test_two_people_with_one_code_at_once(room: Room) -> None:
    code = await invite(room)
    room.bubbles.clear()
    await asyncio.gather(
        room.happen(Command("start", code), 41, deliver=False),
        room.happen(Command("start", code), 42, deliver=False),
    )
    await room.deliver()
    begun = []
    for chat in (41, 42):
        async with room.store.works() as work:
            begun.append(await work.clients.by_chat(chat) is not None)
    assert sorted(begun) == [False, True]


async def test_a_key_of_an_earlier_invitation_is_past(room: Room) -> None:
    await room.give("invite", DANA)
    await room.write("One", DANA)
    old = room.last(DANA)
    room.clock.at += timedelta(minutes=1)
    await room.give("invite", DANA)
    await room.write("Other", DANA)
    make = next(one for one in old.keys.values() if chosen_by(one) == "make")
    reaction = await room.press(old, make)
    assert reaction.toast
    dana = await room.who(DANA)
    async with room.store.works() as work:
        assert await work.invites.of(dana.id) == []
