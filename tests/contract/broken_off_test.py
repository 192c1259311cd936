"""Inviting, enrolling and giving plans, broken off at every call to the store: all or nothing."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.arrival import Command, Tapped, Wrote
from bot.people import Standing
from bot.ports import TimerKind
from bot.schedule.plan import PlanStatus
from bot.services.enrol.counselors import invite
from bot.services.enrol.handover import hand_over
from storage.memory import MemoryStore
from tests.bot.services.bubble import chosen_by
from tests.bot.services.enrol.inviting import JOIN
from tests.bot.services.room import ANN, BEN, DANA, ELI, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.arrival import What
    from bot.ports import Work, Works
    from tests.databases import Place

SETTLING = ("on", "us", "america-new-york", "full")
CHATS = (ANN, BEN, DANA, ELI)


class Broken(Exception):  # noqa: N818 - what breaks off is no error of anybody's
    """The process ended here."""


@dataclass
class Store:
    """A store that breaks off at the nth call from now on, or as that many were made; 0: never."""

    inner: Works
    nth: int = 0

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Work]:
        async with self.inner() as work:
            yield cast("Work", _Part(work, self))
            self.called()

    def called(self) -> None:
        self.nth -= bool(self.nth)
        if self.breaks:
            raise Broken

    @property
    def breaks(self) -> bool:
        return self.nth == 1


class _Part:
    """A unit of work or a repository of it; whatever is asked of it counts."""

    def __init__(self, inner: object, store: Store) -> None:
        self._inner = inner
        self._store = store

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the store has
        found = getattr(self._inner, name)
        if not callable(found):
            return _Part(found, self._store)

        async def call(*given: object, **named: object) -> object:
            self._store.called()
            return await found(*given, **named)

        return call


@dataclass
class Deeds:
    """A room over such a store."""

    room: Room
    store: Store
    times: int = 0

    async def at_every_call(self, deed: Callable[[], Awaitable[object]]) -> None:
        """Break a deed off at its first call, at its second, and so on until it is done."""
        before = await self.all()
        for nth in count(2):
            self.store.nth = nth
            try:
                await deed()
            except Broken:
                self.store.nth = 0
                self.times += 1
                assert await self.all() == before
            else:
                break
        self.store.nth = 0
        assert await self.all() != before
        await self.room.deliver()

    async def happens(self, what: What, chat: int, message: int | None = None) -> None:
        await self.at_every_call(lambda: self.room.happen(what, chat, message, deliver=False))

    async def taps(self, chat: int, *choices: str) -> None:
        for choice in choices:
            bubble, button = next(
                (bubble, button)
                for bubble in reversed(self.room.on_screen(chat))
                for button in bubble.keys.values()
                if choice in {button.label, chosen_by(button)}
            )
            tapped = Tapped(button.does, bubble.text, button.label)
            await self.happens(tapped, chat, bubble.id)

    async def all(self) -> list[object]:
        """Read everything that any of these deeds changes."""
        found: list[object] = []
        async with self.store.works() as work:
            counselors = await work.counselors.all()
            found += [counselors, await work.invites.of(None), await work.outbox.depth()]
            found += [await work.timers.next_due(kind) for kind in TimerKind]
            for one in counselors:
                found += [await work.invites.of(one.id), await work.cares.clients_of(one.id)]
                found.append(await work.drafts.get(one.id))
            for chat in CHATS:
                found += await _client(work, chat)
        return found


async def _client(work: Work, chat: int) -> list[object]:
    client = await work.clients.by_chat(chat)
    if client is None:
        return [None]
    return [
        client,
        await work.consents.of(client.id),
        await work.conversations.current(client.id),
        await work.plans.of(client.id),
        await work.plans.waiting(client.id),
    ]


@pytest.fixture
async def deeds(place: Place | None) -> AsyncIterator[Deeds]:
    database = MemoryStore() if place is None else place.open()
    store = Store(database.works)
    yield Deeds(Room(store=cast("MemoryStore", store)), store)  # all a room needs is `works`
    if not isinstance(database, MemoryStore):
        await database.close()


async def test_nothing_is_half_saved_wherever_it_breaks_off(deeds: Deeds) -> None:
    room = deeds.room
    for chat, name in ((DANA, "Dana"), (ELI, "Eli")):
        async with deeds.store.works() as work:
            code, _ = await invite(work, name, "", room.clock.now())
        await deeds.happens(Command("start", code), chat)
        await deeds.taps(chat, *SETTLING)
    await deeds.happens(Command("invite"), DANA)
    await deeds.happens(Wrote("Blue scarf"), DANA)
    await deeds.taps(DANA, "make")
    code = room.last(DANA).text.rpartition("=")[2]
    await deeds.happens(Command("start", code), ANN)
    await deeds.taps(ANN, *JOIN)
    await room.give("stop", ANN)
    ann = await room.client(ANN)
    assert ann.standing is Standing.ACTIVE
    await room.give("clients", DANA)
    await room.tap("Blue scarf (new)", DANA)
    await deeds.taps(DANA, "Templates", "plan:weekly", "save")
    await deeds.taps(DANA, "Open the card", "Next session")
    await deeds.happens(Wrote("thu 3pm"), DANA)
    await deeds.taps(DANA, "yes")
    async with deeds.store.works() as work:
        plans = await work.plans.of(ann.id)
        active = [plan for plan in plans if plan.status is PlanStatus.ACTIVE]
        (coming,) = await work.plans.waiting(ann.id)
        care = await work.cares.of(ann.id)
        (made,) = await work.invites.of(None if care is None else care.counselor)
        giver, taker = await work.counselors.all()
    assert len(plans) == 4
    assert active == [plans[-1]]
    assert coming[1].plan == plans[-1].id
    assert made.used_at is not None

    async def handed() -> None:
        async with deeds.store.works() as work:
            assert await hand_over(room.house, work, giver.id, taker.id, room.clock.now()) == 1

    await deeds.at_every_call(handed)
    await deeds.happens(Command("start", code), BEN)
    async with deeds.store.works() as work:
        assert await work.clients.by_chat(BEN) is None
    assert room.last(BEN).text.startswith(room.say("enrol.used"))
    assert deeds.times > 100
