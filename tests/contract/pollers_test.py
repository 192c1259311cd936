"""Two pollers on one store, while plans are edited, clients travel and clocks jump."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from bot.message import Delivered, Purpose
from bot.people import Caps, Client, ClientId, Quiet, Standing
from bot.schedule.occurrences import Move, Occurrence, Skip, State
from bot.schedule.pace import Pace
from bot.schedule.plan import (
    Bounds,
    Cadence,
    Daily,
    Every,
    Limits,
    Overlap,
    Plan,
    PlanId,
    PlanStatus,
    Slot,
    Unit,
    Weekdays,
)
from bot.services.outlook import outlook, pace_of
from bot.services.prompts import answered
from bot.services.replan import edit, replan, resume
from bot.services.tick import Tick
from bot.services.visit import Visit
from storage.memory import MemoryStore
from tests.bot.services.room import Clock, Room

if TYPE_CHECKING:
    from bot.ports import Work, Works
    from bot.services.house import House
    from tests.databases import Place

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
ZONES: Final = (
    *("America/New_York", "America/Los_Angeles", "Europe/London"),
    *("Asia/Tokyo", "Pacific/Auckland", "Pacific/Apia"),
)


def plans(chance: random.Random, client: ClientId, n: int) -> list[Plan]:
    cadences: list[Cadence] = [Daily(), Weekdays((2, 5)), Every(3, Unit.DAYS)]
    slots = [
        (Slot(time(18), time(18)),),
        (Slot(time(9), time(12), 2, HOUR),),
        (Slot(time(0, 30), time(0, 30)), Slot(time(17, 40), time(23, 30))),
    ]
    return [
        Plan(
            id=PlanId(f"{n:016}{m:016}"),
            client=client,
            version=1,
            title="Now and then",
            checkins=("confidence", "importance"),
            cadence=cadences[m],
            slots=chance.choice(slots),
            bounds=Bounds(date(2026, 3, 1)),
            limits=Limits(
                expire_after=chance.choice([HOUR, 12 * HOUR, 30 * HOUR]),
                overlap=chance.choice([*Overlap]),
            ),
        )
        for m in range(3)
    ]


@dataclass
class Life:
    """Some clients over one store, and two pollers that look after them."""

    chance: random.Random
    house: House
    clock: Clock
    ticks: list[Tick]
    clients: list[ClientId] = field(default_factory=list)
    sent: Counter[str] = field(default_factory=Counter)
    """Messages that say it is time, by the prompt."""
    steady: bool = True
    """No clock has jumped yet."""

    async def begin(self) -> None:
        for n in range(2):
            client = Client(
                ClientId(f"{n:032}"),
                11 + n,
                created_at=self.clock.at,
                zone=self.chance.choice(ZONES),
                standing=Standing.ACTIVE,
                consent="1",
                quiet=self.chance.choice([Quiet(), Quiet(time(0), time(0))]),
                caps=Caps(self.chance.choice([1, 4])),
            )
            self.clients.append(client.id)
            async with self.house.works() as work:
                await work.clients.add(client)
                for plan in plans(self.chance, client.id, n):
                    await work.plans.put(plan, self.clock.at)
                await replan(Visit(self.house, work, client, self.clock.at))

    async def visit(self, work: Work) -> Visit:
        client = await work.clients.get(self.chance.choice(self.clients))
        assert client is not None
        return Visit(self.house, work, client, self.clock.at)

    async def change(self) -> None:
        """Let a counselor or the client change something, while both pollers are at it."""
        async with self.house.works() as work:
            visit = await self.visit(work)
            chance, mine = self.chance, await work.plans.of(visit.client.id)
            match chance.randrange(6):
                case 0:
                    await visit.change(zone=chance.choice(ZONES))
                case 1:
                    await visit.change(
                        caps=Caps(chance.choice([1, 2, 4]), chance.choice([None, 9]))
                    )
                case 2:
                    at = time(chance.randrange(24), chance.choice([0, 15, 40]))
                    await edit(visit, replace(chance.choice(mine), slots=(Slot(at, at),)))
                case 3:
                    status = chance.choice(
                        [PlanStatus.ACTIVE, PlanStatus.ACTIVE, PlanStatus.PAUSED]
                    )
                    await edit(visit, replace(chance.choice(mine), status=status))
                case 4:
                    waiting = await work.plans.waiting(visit.client.id)
                    for _, one in waiting[:1]:
                        to = Move(datetime.combine(one.local_date, time(21, 5)))
                        wish = Skip() if chance.random() < 1 / 2 else to
                        await work.plans.change(one.plan, one.place, wish)
                case _:
                    await visit.change(standing=chance.choice([Standing.PAUSED, Standing.ACTIVE]))
                    if visit.client.standing is Standing.ACTIVE:
                        await resume(visit)
            await replan(visit)

    async def go_on(self) -> None:
        """Let time go by: to the next prompt, over some, or back."""
        due = [one.due_at for one in (await self.waiting()).values()]
        match self.chance.randrange(8):
            case 0:
                self.clock.at += self.chance.choice([3 * HOUR, 2 * DAY, 17 * DAY])
                self.steady = False
            case 1:
                self.clock.at -= self.chance.choice([5 * HOUR, 2 * DAY])
                self.steady = False
            case _:
                self.clock.at = max(self.clock.at + HOUR / 4, min(due, default=self.clock.at))

    async def waiting(self) -> dict[str, Occurrence]:
        found: dict[str, Occurrence] = {}
        for client in self.clients:
            async with self.house.works() as work:
                found |= dict(await work.plans.waiting(client))
        return found

    async def tick(self) -> None:
        """Let both pollers look, and somebody change something in between."""
        before = await self.waiting()
        changed = self.chance.random() < 1 / 3
        await asyncio.gather(
            *(tick.tick() for tick in self.ticks), *(self.change() for _ in range(changed))
        )
        await asyncio.gather(*(tick.tick() for tick in self.ticks))
        await self.deliver()
        await self.check(before, changed=changed)
        await self.answer()

    async def answer(self) -> None:
        """Let most of what has come be answered."""
        for id_ in self.sent:
            async with self.house.works() as work:
                one = await work.plans.occurrence(id_)
                who = None if one is None else await work.clients.get(one.client)
                if one and who and one.state is State.SENT and self.chance.random() < 3 / 4:
                    await answered(Visit(self.house, work, who, self.clock.at), id_)

    async def deliver(self) -> None:
        while True:
            async with self.house.works() as work:
                leased = await work.outbox.lease(self.clock.at, 100, HOUR)
                for out in leased:
                    await work.outbox.sending(out.message.id)
                    await work.outbox.sent(out.message.id, Delivered(1, self.clock.at))
                    if out.message.purpose is Purpose.PROMPT and out.message.occurrence is not None:
                        self.sent[out.message.occurrence] += 1
            if not leased:
                return

    async def check(self, before: dict[str, Occurrence], *, changed: bool) -> None:
        async with self.house.works() as work:
            had = [await work.plans.occurrence(id_) for id_ in self.sent]
            kept = {id_: await work.plans.occurrence(id_) for id_ in before}
        places = [(one.plan, one.place) for one in had if one is not None]
        assert set(self.sent.values()) <= {1}
        assert len(places) == len(set(places)) == len(self.sent)
        for id_, row in before.items():
            now = kept[id_]
            if row.due_at <= self.clock.at and now is not None:
                assert now.state is not State.PLANNED or now.due_at > self.clock.at
            if row.due_at <= self.clock.at and self.steady and not changed:
                assert id_ in self.sent or await self.rests(row.client)
        if self.steady:
            await self.check_rows()

    async def rests(self, client: ClientId) -> bool:
        """Say whether a client left so much unanswered that nothing comes."""
        async with self.house.works() as work:
            who = await work.clients.get(client)
            assert who is not None
            return await pace_of(Visit(self.house, work, who, self.clock.at)) is Pace.REST

    async def check_rows(self) -> None:
        """Of each plan there is the row that planning anew would make, and no other."""
        for client in self.clients:
            async with self.house.works() as work:
                who = await work.clients.get(client)
                assert who is not None
                look = await outlook(Visit(self.house, work, who, self.clock.at))
            assert {one.plan: one for one in look.planned} == dict(look.rows())


@pytest.mark.parametrize("seed", range(2))
async def test_nothing_is_sent_twice_and_nothing_lost(place: Place | None, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret, and the same again
    clock = Clock(datetime(2026, 3, 2, 15, tzinfo=UTC))
    async with AsyncExitStack() as stack:
        works: list[Works] = []
        if place is None:
            works = [MemoryStore().works] * 2
        else:
            for _ in range(2):
                database = place.open()
                stack.push_async_callback(database.close)
                works.append(database.works)
        room = Room(clock=clock)
        houses = [replace(room.house, works=opens) for opens in works]
        life = Life(chance, houses[0], clock, [Tick(house, at_once=2) for house in houses])
        await life.begin()
        for _ in range(40):
            await life.go_on()
            await life.tick()
        assert room.failures == []
        assert life.sent
