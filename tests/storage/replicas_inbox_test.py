"""Several replicas share one inbox: each update has its effect once, and each chat its order."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import Away
from bot.ports import Received
from handlers.patience import Pace
from handlers.processor import Processor
from tests.contract.examples import NOW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from storage.database import Database

pytestmark = pytest.mark.postgres

PACE = Pace(at_once=4, look=0.05, soon=(0.01, 0.03), rests=(0.0, 0.0))
GIVEN_UP = timedelta()
"""How long a replica lives that is given up at once."""


def row(update: int, chat: int = 1, *, urgent: bool = False) -> Received:
    return Received(update, chat, "{}", NOW, urgent=urgent)


async def add(replica: Database, *rows: Received) -> set[int]:
    """Keep rows at one replica's door; give which are in its hands."""
    async with replica.works() as work:
        return set((await work.inbox.add(rows, {one.update for one in rows})).here)


async def take(replica: Database, limit: int = 100, *known: int) -> list[int]:
    async with replica.works() as work:
        return [one.update for one in await work.inbox.take(limit, known)]


async def done(replica: Database, update: int) -> bool:
    async with replica.works() as work:
        return await work.inbox.done(update)


@pytest.fixture
async def living(replicas: list[Database]) -> list[Database]:
    for replica in replicas:
        await replica.replicas.beat()
    return replicas


async def test_who_lives_is_counted_and_who_leaves_is_not(replicas: list[Database]) -> None:
    one, two, three, _ = (replica.replicas for replica in replicas)
    assert [await each.beat() for each in (one, two, three, one)] == [1, 2, 3, 3]
    await two.leave()
    assert await one.beat() == 2
    await three.beat(GIVEN_UP)
    assert await one.beat() == 1
    name = three.name
    assert await three.beat() == 2
    assert three.name != name


async def test_a_chat_is_in_one_pair_of_hands(living: list[Database]) -> None:
    one, two, *_ = living
    assert await add(one, row(1), row(2, 2)) == {1, 2}
    assert await add(two, row(3), row(4, 4)) == {4}
    assert await take(two, 100, 4) == []
    assert await done(one, 1)
    assert await take(two, 100, 4) == [3]
    assert await add(one, row(5)) == set()
    assert await add(two, row(6)) == set()


async def test_what_came_twice_is_where_it_was(living: list[Database]) -> None:
    one, two, *_ = living
    assert await add(one, row(1)) == {1}
    assert await add(one, row(1)) == {1}
    assert await add(two, row(1)) == set()
    assert await done(one, 1)
    assert await add(one, row(1)) == set()


async def test_what_is_urgent_waits_only_for_what_is_urgent(living: list[Database]) -> None:
    one, two, *_ = living
    assert await add(one, row(1)) == {1}
    assert await add(two, row(2, urgent=True)) == {2}
    assert await add(one, row(3, urgent=True)) == set()
    assert await add(one, row(4)) == set()
    assert await take(one, 100, 1) == []
    assert await done(two, 2)
    assert await take(one, 100, 1) == [3, 4]


async def test_the_hands_of_the_dead_are_empty_and_stay_so(living: list[Database]) -> None:
    one, two, *_ = living
    assert await add(one, row(1), row(2)) == {1, 2}
    await one.replicas.beat(GIVEN_UP)
    assert await take(two, 1) == [1]
    assert not await done(one, 1)
    assert not await done(one, 2)
    await one.replicas.beat()
    assert not await done(one, 2)
    assert await take(one) == []
    assert await done(two, 1)
    assert await take(one) == [2]
    assert await done(one, 2)


async def test_a_frozen_replicas_open_transaction_holds_up_its_chat_and_no_other(
    living: list[Database],
) -> None:
    one, two, *_ = living
    assert await add(one, row(1), row(2), row(3, 3)) == {1, 2, 3}
    async with one.works() as frozen:
        assert await frozen.inbox.done(1)
        await one.replicas.beat(GIVEN_UP)
        assert await take(two) == [3]
    assert await take(two, 100, 3) == [2]


async def test_what_a_process_lost_sight_of_is_given_again(living: list[Database]) -> None:
    """The connection may be cut after the commit and before its answer."""
    one, *_ = living
    assert await add(one, row(1), row(2)) == {1, 2}
    assert await take(one, 100, 1) == [2]
    assert await take(one, 100, 1, 2) == []


async def test_failures_count_only_in_whose_hands_it_is(living: list[Database]) -> None:
    one, two, *_ = living
    assert await add(one, row(1)) == {1}
    async with two.works() as work:
        assert await work.inbox.failed(1) == 0
    async with one.works() as work:
        assert [await work.inbox.failed(1) for _ in range(3)] == [1, 2, 3]
    assert await done(two, 1)


@dataclass
class Street:
    """Replicas that handle what comes, and what came of it."""

    chance: random.Random
    ended: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Updates by chat, in the order in which their effect was committed."""
    aside: list[int] = field(default_factory=list)

    @asynccontextmanager
    async def open(self, replica: Database) -> AsyncIterator[Processor]:
        async def handle(one: Received) -> bool:
            await asyncio.sleep(self.chance.random() / 500)
            async with replica.works() as work:
                if await work.inbox.done(one.update):
                    self.ended[one.chat].append(one.update)
                    await asyncio.sleep(self.chance.random() / 500)
            return True

        processor = Processor(replica.works, handle, self.aside.append, PACE)
        await replica.replicas.beat()
        await processor.start()
        try:
            yield processor
        finally:
            await processor.stop(5)

    async def keep(self, replica: Database, processor: Processor, rows: Sequence[Received]) -> None:
        """Keep rows as the intake does."""
        admitted = processor.admits(rows)
        async with replica.works() as work:
            added = await work.inbox.add(rows, admitted)
        here = [one for one in rows if one.update in added.here]
        strays = bool(added.new & admitted - added.here)
        processor.take(here, left=len(admitted) < len(rows), strays=strays)

    async def over(self, replica: Database) -> None:
        async with asyncio.timeout(30):
            while True:
                async with replica.works() as work:
                    if not await work.inbox.open():
                        return
                await asyncio.sleep(0.02)


async def test_each_update_once_and_each_chat_in_order(replicas: list[Database]) -> None:
    """Each comes to a replica at random, and some to two."""
    chance = random.Random(7)  # noqa: S311 - no secret, and the same again
    street = Street(chance)
    one, two, three, _ = replicas
    async with street.open(one) as a, street.open(two) as b, street.open(three) as c:
        doors = [(one, a), (two, b), (three, c)]
        for update in range(1, 161):
            came = [row(update, update % 5)]
            for replica, processor in chance.sample(doors, chance.choice([1, 1, 2])):
                await street.keep(replica, processor, came)
        await street.over(one)
    assert street.ended == {
        chat: [update for update in range(1, 161) if update % 5 == chat] for chat in range(5)
    }


async def test_what_a_replica_held_that_froze_is_handled_by_others_in_order(
    replicas: list[Database],
) -> None:
    """One freezes with rows in its hands and in its memory, is given up, and wakes up later."""
    street = Street(random.Random(8))  # noqa: S311 - as above
    one, two, three, _ = replicas
    thaw = asyncio.Event()

    async def frozen(one_row: Received) -> bool:
        await thaw.wait()
        async with one.works() as work:
            if await work.inbox.done(one_row.update):
                street.ended[one_row.chat].append(one_row.update)
        return True

    await one.replicas.beat()
    sleeper = Processor(one.works, frozen, street.aside.append, PACE)
    await sleeper.start()
    rows = [row(update, update % 4) for update in range(1, 61)]
    await street.keep(one, sleeper, rows)
    async with street.open(two) as b, street.open(three):
        await street.keep(two, b, [row(update, update % 4) for update in range(61, 71)])
        await asyncio.sleep(0.1)
        assert street.ended == {}
        await one.replicas.beat(GIVEN_UP)
        await asyncio.sleep(0.05)
        thaw.set()
        await one.replicas.beat()
        await street.over(two)
    await sleeper.stop(5)
    assert street.ended == {
        chat: [update for update in range(1, 71) if update % 4 == chat] for chat in range(4)
    }


async def test_a_transaction_in_which_nothing_is_asked_is_ended_by_the_database(
    living: list[Database],
) -> None:
    """What a frozen process holds locked is free again, and what it did is undone."""
    one, two, *_ = living
    await add(one, row(1), row(2))
    with pytest.raises(Away):  # noqa: PT012 - as the process would go on when it wakes up
        async with one.works() as frozen:
            assert await frozen.inbox.done(1)
            await frozen.inbox._db.execute(text("SET idle_in_transaction_session_timeout = 50"))  # type: ignore[attr-defined]  # shorter than half a minute
            await one.replicas.beat(GIVEN_UP)
            while await take(two, 9) == []:  # noqa: ASYNC110 - the server tells nobody
                await asyncio.sleep(0.02)
            await frozen.inbox.done(2)
    assert await done(two, 1)
    assert await done(two, 2)
