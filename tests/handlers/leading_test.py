"""Leading: who polls, who stands by, and what ends either."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.errors import Fenced, StoreError
from bot.services.readiness import Door
from handlers.conflicts import BORNE, FetchedElsewhere
from handlers.leading import Alone, Leading

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.polling import Poller

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Lease:
    """Gives what it is told to, and says what was asked of it."""

    gives: list[int | Exception | None]
    lasting: timedelta = timedelta(hours=1)
    given_back: int = 0

    async def acquire(self) -> int | None:
        """Give the next; the last of them over and over."""
        await asyncio.sleep(0)
        given = self.gives.pop(0) if len(self.gives) > 1 else self.gives[0]
        if isinstance(given, Exception):
            raise given
        return given

    async def release(self) -> None:
        self.given_back += 1


@dataclass
class Polls:
    """A poller that goes on until it is stopped, or ends as it is told to."""

    ends: Exception | None = None
    last_completed: datetime | None = NOON
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    running: bool = False
    over: bool = False

    async def run(self) -> None:
        self.running = True
        try:
            await asyncio.sleep(0)
            if self.ends is not None:
                raise self.ends
            await self.stopped.wait()
        finally:
            self.running, self.over = False, True

    def stop(self) -> None:
        self.stopped.set()


class House:
    """One process; its rests are as short as can be, and counted."""

    def __init__(self, lease: Lease, *pollers: Polls) -> None:
        self.pollers = list(pollers)
        self.all = pollers
        self.most = 0
        self.made: list[int] = []
        self.bears: list[Callable[[], int]] = []
        self.unhooked = self.rests = 0
        self.leading = Leading(lease, self.make, self.unhook, self.sleep)

    def make(self, number: int, bears: Callable[[], int]) -> Poller:
        self.made.append(number)
        self.bears.append(bears)
        return cast("Poller", self.pollers.pop(0))

    async def unhook(self) -> None:
        assert self.leading.door is Door.POLLING
        self.unhooked += 1

    async def sleep(self, _: float) -> None:
        self.rests += 1
        self.most = max(self.most, sum(poller.running for poller in self.all))
        await asyncio.sleep(0)

    async def until(self, true: Callable[[], bool]) -> None:
        """Run until something is true, then stop."""
        run = asyncio.create_task(self.leading.run())
        async with asyncio.timeout(10):
            while not true() and not run.done():  # noqa: ASYNC110 - there is no event for it
                await asyncio.sleep(0)
            self.leading.stop()
            await run


async def test_whoever_is_alone_polls_at_once() -> None:
    poller = Polls()
    house = House(Lease([0]), poller)
    house.leading._lease = Alone()
    assert house.leading.door is Door.STANDING_BY
    await house.until(lambda: house.unhooked == 1)
    assert poller.stopped.is_set()
    assert house.made == [0]
    assert house.leading.polled == NOON


async def test_while_another_holds_the_lease_it_stands_by_and_then_takes_over() -> None:
    lease = Lease([None, None, None, 7])
    house = House(lease, Polls())
    await house.until(lambda: house.unhooked == 1)
    assert house.rests >= 3
    assert house.made == [7]
    assert lease.given_back == 1


@pytest.mark.parametrize("then", [None, 8])
async def test_whoever_lost_the_lease_polls_no_more(then: int | None) -> None:
    first, second = Polls(), Polls()
    house = House(Lease([7, 7, then, None, 9]), first, second)
    await house.until(lambda: len(house.made) == 2)
    assert first.stopped.is_set()
    assert house.made == [7, 9]


async def test_whoever_was_fenced_off_stands_by() -> None:
    house = House(Lease([7, None, None, 9]), Polls(ends=Fenced()), Polls())
    await house.until(lambda: len(house.made) == 2)
    assert house.made == [7, 9]


async def test_with_the_store_away_it_polls_on_and_bears_one_conflict_at_most() -> None:
    lease = Lease([7, StoreError(), StoreError()])
    poller = Polls()
    house = House(lease, poller)
    with capture_logs() as logged:
        await house.until(lambda: house.rests > 9)
    assert house.made == [7]
    assert house.bears[0]() == BORNE
    assert {"event": "polling.unleased", "error": "StoreError", "log_level": "warning"} in logged
    lease.lasting = timedelta()
    assert house.bears[0]() == 1


async def test_a_store_that_is_away_makes_nobody_poll() -> None:
    house = House(Lease([StoreError()]))
    await house.until(lambda: house.rests > 9)
    assert house.made == []


async def test_a_conflict_with_a_stranger_ends_it_and_with_a_successor_does_not() -> None:
    lease = Lease([7])
    with pytest.raises(FetchedElsewhere):
        await House(lease, Polls(ends=FetchedElsewhere())).until(lambda: False)
    assert lease.given_back == 1
    lease = Lease([7, StoreError(), None])
    house = House(lease, Polls(ends=FetchedElsewhere()))
    lease.lasting = timedelta()
    await house.until(lambda: house.rests > 9)
    assert house.made == [7]


async def test_a_store_that_hangs_does_not_keep_it_from_stopping() -> None:
    class Hanging(Lease):
        async def release(self) -> None:
            await asyncio.Event().wait()

    house = House(Hanging([None]))
    with capture_logs() as logged:
        await house.until(lambda: house.rests > 1)
    assert [line["event"] for line in logged] == ["polling.kept_lease"]


GIVEN: Final = st.lists(st.sampled_from([None, 1, 2, 3, StoreError]), min_size=1, max_size=12)
ENDS: Final = st.lists(st.sampled_from([None, Fenced, FetchedElsewhere]), min_size=12, max_size=12)


@given(given_=GIVEN, ends=ENDS, lapses=st.booleans())
@settings(max_examples=60)
async def test_whatever_the_lease_says_one_polls_at_a_time_and_it_is_given_back(
    given_: list[int | type[Exception] | None], ends: list[type[Exception] | None], lapses: bool
) -> None:
    lease = Lease([one() if isinstance(one, type) else one for one in given_] + [None])
    pollers = [Polls(ends=None if end is None else end()) for end in ends]
    house = House(lease, *pollers)
    if lapses:
        lease.lasting = timedelta()
    try:
        await house.until(lambda: house.rests > 25)
    except FetchedElsewhere:
        assert not lapses, "whoever may have been succeeded only stands by"
    assert house.most <= 1
    assert all(poller.over for poller in pollers[: len(house.made)])
    assert house.leading.door is Door.STANDING_BY
    assert lease.given_back == 1
