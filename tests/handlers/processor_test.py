"""The processor over a real (in-memory) inbox: order, overtaking, poison, leftovers, stopping."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.errors import Away, StoreError
from bot.ports import Received
from handlers.processor import Processor
from storage.memory import MemoryStore
from tests.handlers.house import HURRY, NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from bot.ports import Work


def row(update: int, chat: int = 1, *, urgent: bool = False) -> Received:
    return Received(update, chat, "CANARY", NOON, urgent=urgent)


class Bench:
    """An inbox, a handler that does as told, and what came of it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.away = 0
        """How many units of work the store refuses from now on."""
        self.opened = 0
        self.order: list[int] = []
        self.ended: list[int] = []
        self.together: list[int] = []
        self.fails: Counter[int] = Counter()
        """How often a row still fails."""
        self.how: type[Exception] = LookupError
        self.gates: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.unwanted: set[int] = set()
        self.busy: Counter[int] = Counter()
        self.aside: list[int] = []

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Work]:
        self.opened += 1
        if self.away:
            self.away -= 1
            raise StoreError("CANARY")
        async with self.store.works() as work:
            yield work

    async def handle(self, one: Received) -> bool:
        self.order.append(one.update)
        self.busy[one.chat] += 1
        self.together.append(self.busy.total())
        assert self.busy[one.chat] == 1
        try:
            await asyncio.sleep(0)
            if one.update in self.gates:
                await self.gates[one.update].wait()
            if self.fails[one.update]:
                self.fails[one.update] -= 1
                raise self.how("CANARY")
            if one.update in self.unwanted:
                return False
            async with self.store.works() as work:
                assert await work.inbox.done(one.update)
        finally:
            self.busy[one.chat] -= 1
        self.ended.append(one.update)
        return True

    async def keep(self, processor: Processor | None, *rows: Received, more: bool = False) -> None:
        hold = frozenset() if processor is None else processor.admits(rows)
        async with self.store.works() as work:
            here = (await work.inbox.add(rows, hold)).here
        if processor is not None:
            mine = [one for one in rows if one.update in here]
            processor.take(mine, more=more, left=len(mine) < len(rows))

    async def waiting(self) -> list[int]:
        async with self.store.works() as work:
            return [one.update for one in await work.inbox.waiting(10_000)]

    @asynccontextmanager
    async def processor(
        self,
        **pace: Any,  # noqa: ANN401 - Pace's own fields
    ) -> AsyncIterator[Processor]:
        made = Processor(self.works, self.handle, self.aside.append, replace(HURRY, **pace))
        await made.start()
        try:
            yield made
        finally:
            await made.stop(5)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - it may be anything, and has no event
            await asyncio.sleep(0.001)


async def empty(processor: Processor) -> None:
    await until(lambda: processor.depth == 0)


async def test_a_chat_is_handled_in_order_and_many_at_once() -> None:
    bench = Bench()
    async with bench.processor(at_once=4) as processor:
        await bench.keep(processor, *(row(update, update % 7) for update in range(70)))
        await empty(processor)
    assert sorted(bench.ended) == list(range(70))
    for chat in range(7):
        mine = [update for update in bench.ended if update % 7 == chat]
        assert mine == sorted(mine)
    assert max(bench.together) == 4
    assert await bench.waiting() == []


async def test_a_slow_chat_holds_up_nobody_else() -> None:
    bench = Bench()
    bench.gates[1].clear()
    async with bench.processor() as processor:
        await bench.keep(processor, row(1, 1), row(2, 1), row(3, 2), row(4, 3))
        await until(lambda: bench.ended == [3, 4])
        assert bench.order.count(2) == 0
        bench.gates[1].set()
        await empty(processor)
    assert bench.ended == [3, 4, 1, 2]


async def test_what_is_urgent_overtakes_its_own_chat_and_the_others() -> None:
    bench = Bench()
    bench.gates[1].clear()
    async with bench.processor(at_once=1) as processor:
        await bench.keep(processor, row(1, 1))
        await until(lambda: bench.order == [1])
        await bench.keep(processor, row(2, 1), row(3, 2), row(4, 3), row(5, 1, urgent=True))
        bench.gates[1].set()
        await empty(processor)
    assert bench.ended == [1, 5, 2, 3, 4]


async def test_while_more_is_to_come_only_the_urgent_is_handled() -> None:
    bench = Bench()
    async with bench.processor(catching_up=60) as processor:
        await bench.keep(processor, row(1, 1), row(2, 2), more=True)
        await bench.keep(processor, row(3, 3), row(4, 4, urgent=True), more=True)
        await until(lambda: bench.ended == [4])
        assert processor.depth == 3
        await bench.keep(processor, row(5, 5))
        await empty(processor)
    assert bench.ended[0] == 4
    assert sorted(bench.ended) == [1, 2, 3, 4, 5]


async def test_more_is_not_waited_for_for_long() -> None:
    bench = Bench()
    async with bench.processor(catching_up=0.01) as processor:
        await bench.keep(processor, row(1, 1), more=True)
        await empty(processor)
        await bench.keep(processor, row(2, 2), more=True)
        await empty(processor)
    assert bench.ended == [1, 2]


async def test_what_was_left_is_taken_up_at_the_start_urgent_first() -> None:
    bench = Bench()
    await bench.keep(None, row(1), row(2), row(3, urgent=True))
    async with bench.processor() as processor:
        await empty(processor)
    assert bench.ended == [3, 1, 2]


async def test_poison_is_tried_three_times_in_its_place_then_named() -> None:
    bench = Bench()
    bench.fails[2] = 9
    with capture_logs() as logs:
        async with bench.processor() as processor:
            await bench.keep(processor, row(1), row(2), row(3), row(4, 2))
            await empty(processor)
    assert [update for update in bench.order if update != 4] == [1, 2, 2, 2, 3]
    assert (bench.ended[-1], bench.aside) == (3, [2])
    async with bench.store.works() as work:
        assert await work.inbox.set_aside() == [2]
    assert "CANARY" not in str(logs)
    assert [entry["failures"] for entry in logs] == [1, 2, 3]
    assert {entry["error"] for entry in logs} == {"LookupError"}


async def test_what_failed_once_keeps_its_place() -> None:
    bench = Bench()
    bench.fails[1] = 1
    async with bench.processor() as processor:
        await bench.keep(processor, row(1), row(2))
        await empty(processor)
    assert (bench.ended, bench.aside) == ([1, 2], [])


async def test_only_what_is_urgent_passes_a_row_that_rests() -> None:
    bench = Bench()
    bench.fails[1] = 1
    async with bench.processor(rests=(3600.0,)) as processor:
        await bench.keep(processor, row(1), row(2), row(3, urgent=True), row(4, 2))
        await until(lambda: sorted(bench.ended) == [3, 4])
        assert processor.depth == 2
    assert sorted(await bench.waiting()) == [1, 2]


async def test_rows_that_nobody_wanted_are_done() -> None:
    bench = Bench()
    bench.unwanted = {1}
    async with bench.processor() as processor:
        await bench.keep(processor, row(1, 0), row(2))
        await empty(processor)
    assert await bench.waiting() == []
    assert bench.aside == []


async def test_a_row_done_before_it_failed_is_not_tried_again() -> None:
    bench = Bench()

    async def late(one: Received) -> bool:
        assert await bench.handle(one)
        raise LookupError

    processor = Processor(bench.works, late, bench.aside.append)
    await processor.start()
    await bench.keep(processor, row(1))
    await empty(processor)
    await processor.stop(5)
    assert (bench.order, bench.aside) == ([1], [])


async def test_a_handling_that_hangs_is_a_failure() -> None:
    bench = Bench()
    bench.gates[1].clear()
    with capture_logs() as logs:
        async with bench.processor(handling=0.01) as processor:
            await bench.keep(processor, row(1), row(2))
            await empty(processor)
    assert (bench.ended, bench.aside) == ([2], [1])
    assert {entry["error"] for entry in logs} == {"TimeoutError"}


async def test_a_store_that_is_away_counts_nothing_and_loses_nothing() -> None:
    bench = Bench()
    bench.fails[1] = 5
    with capture_logs() as logs:
        async with bench.processor() as processor:
            bench.away = 4
            await bench.keep(processor, row(1), row(2))
            await empty(processor)
    assert (bench.ended, bench.aside) == ([1, 2], [])
    assert [entry["event"] for entry in logs] == ["update.uncounted"] * 4 + ["update.failed"]
    assert "CANARY" not in str(logs)


async def test_more_than_is_held_waits_in_the_inbox() -> None:
    bench = Bench()
    bench.gates[0].clear()
    async with bench.processor(held=10) as processor:
        for update in range(100):
            await bench.keep(processor, row(update, update % 3))
            assert processor.depth <= 10 + 16
        await bench.keep(processor, row(100, 9, urgent=True))
        await until(lambda: 100 in bench.ended)
        bench.gates[0].set()
        await until(lambda: len(bench.ended) == 101)
    for chat in range(3):
        mine = [update for update in bench.ended if update % 3 == chat and update < 100]
        assert mine == sorted(mine)
    assert await bench.waiting() == []


async def test_an_unreadable_inbox_is_read_again() -> None:
    bench = Bench()
    async with bench.processor(held=4) as processor:
        bench.away = 2
        await bench.keep(processor, *(row(update) for update in range(20)))
        await until(lambda: len(bench.ended) == 20)
    assert bench.ended == list(range(20))


async def test_an_unreadable_inbox_fails_the_start() -> None:
    bench = Bench()
    bench.away = 1
    processor = Processor(bench.works, bench.handle, bench.aside.append)
    with pytest.raises(StoreError):
        await processor.start()


async def test_the_inbox_is_not_read_again_for_each_row() -> None:
    bench = Bench()
    async with bench.processor() as processor:
        for update in range(50):
            await bench.keep(processor, row(update))
        await empty(processor)
    assert bench.opened == 1


async def test_stopping_finishes_what_is_in_hand_and_takes_nothing_new() -> None:
    bench = Bench()
    bench.gates[1].clear()
    async with bench.processor() as processor:
        await bench.keep(processor, row(1), row(2))
        await until(lambda: bench.order == [1])
        stopping = asyncio.create_task(processor.stop(5))
        await asyncio.sleep(0)
        await bench.keep(processor, row(3, 2))
        bench.gates[1].set()
        await stopping
    assert bench.ended == [1]
    assert await bench.waiting() == [2, 3]


async def test_stopping_does_not_wait_for_ever() -> None:
    bench = Bench()
    bench.gates[1].clear()
    async with bench.processor() as processor:
        await bench.keep(processor, row(1))
        await until(lambda: bench.order == [1])
        await processor.stop(0)
        assert bench.busy.total() == 0
    assert await bench.waiting() == [1]
    bench.gates.clear()
    async with bench.processor() as after:
        await empty(after)
    assert bench.ended == [1]


async def test_what_is_taken_while_the_inbox_is_read_is_handled_once() -> None:
    bench = Bench()
    reading, read_on = asyncio.Event(), asyncio.Event()

    class Slow(AbstractAsyncContextManager["Work"]):
        """The first unit of work commits late, so that rows come in meanwhile."""

        async def __aenter__(self) -> Work:
            self.unit = bench.store.works()
            return await self.unit.__aenter__()

        async def __aexit__(self, *error: object) -> None:
            await self.unit.__aexit__(None, None, None)
            reading.set()
            await read_on.wait()

    await bench.keep(None, row(1))
    processor = Processor(Slow, bench.handle, bench.aside.append)
    starting = asyncio.create_task(processor.start())
    await reading.wait()
    await bench.keep(processor, row(2), row(3, 2))
    read_on.set()
    await starting
    await empty(processor)
    await processor.stop(5)
    assert sorted(bench.order) == [1, 2, 3]


async def test_what_another_replica_left_is_looked_for_now_and_again() -> None:
    bench = Bench()
    async with bench.processor(look=0.01) as processor:
        await empty(processor)
        await bench.keep(None, row(1), row(2))
        await until(lambda: bench.ended == [1, 2])
        await bench.keep(None, row(3))
        await until(lambda: bench.ended == [1, 2, 3])


async def test_a_stray_is_looked_for_soon() -> None:
    bench = Bench()
    async with bench.processor(look=3600.0, soon=(0.01, 0.02)) as processor:
        await empty(processor)
        await bench.keep(None, row(1))
        processor.take([], strays=True)
        await until(lambda: bench.ended == [1])


async def test_where_there_are_no_others_nobody_looks() -> None:
    bench = Bench()
    async with bench.processor(soon=(0.001,)) as processor:
        opened = bench.opened
        processor.take([], strays=True)
        await asyncio.sleep(0.02)
        assert bench.opened == opened


async def test_what_fails_because_the_store_is_away_is_not_set_aside() -> None:
    bench = Bench()
    bench.fails[1] = 5
    bench.how = Away
    with capture_logs() as logs:
        async with bench.processor() as processor:
            await bench.keep(processor, row(1), row(2))
            await empty(processor)
    assert (bench.ended, bench.aside) == ([1, 2], [])
    assert [entry["event"] for entry in logs] == ["update.uncounted"] * 5


async def test_once_it_stops_it_admits_nothing() -> None:
    bench = Bench()
    async with bench.processor() as processor:
        assert processor.admits([row(1)]) == {1}
    assert processor.admits([row(1)]) == frozenset()


rows = st.lists(
    st.tuples(st.integers(0, 3), st.booleans(), st.sampled_from([0, 0, 0, 1, 2, 9])), max_size=25
)


@settings(max_examples=60, deadline=None)
@given(rows, st.integers(1, 5), st.integers(1, 30), st.lists(st.integers(0, 25), max_size=3))
async def test_whatever_comes_each_row_is_handled_once_and_in_order(
    rows: list[tuple[int, bool, int]], at_once: int, held: int, cuts: Iterable[int]
) -> None:
    bench = Bench()
    made = [row(update, chat, urgent=urgent) for update, (chat, urgent, _) in enumerate(rows)]
    bench.fails = Counter({update: fails for update, (_, _, fails) in enumerate(rows)})
    poison = [update for update, (_, _, fails) in enumerate(rows) if fails >= 3]
    async with bench.processor(at_once=at_once, held=held) as processor:
        edges = [0, *sorted(cuts), len(made)]
        for start, end in pairwise(edges):
            await bench.keep(processor, *made[start:end])
            await asyncio.sleep(0)
        await until(lambda: len(bench.ended) + len(bench.aside) == len(made))
    assert sorted(bench.aside) == poison
    assert sorted(bench.ended) == [one.update for one in made if one.update not in poison]
    for chat in range(4):
        calm = [u for u in bench.ended if made[u].chat == chat and not made[u].urgent]
        assert calm == sorted(calm)
    assert await bench.waiting() == []


async def test_even_of_what_is_urgent_only_so_much_is_held_and_all_of_it_is_handled_first() -> None:
    bench = Bench()
    bench.gates[0].clear()
    async with bench.processor(held=10, at_once=1) as processor:
        await bench.keep(processor, row(0, 99))
        await until(lambda: bench.order == [0])
        for update in range(1, 101):
            await bench.keep(processor, row(update, update, urgent=update % 2 == 0))
            assert processor.depth <= 2 * 10 + 1
        bench.gates[0].set()
        await until(lambda: len(bench.ended) == 101)
    assert bench.ended[1:51] == list(range(2, 101, 2))
    assert await bench.waiting() == []
