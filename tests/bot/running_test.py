"""The running service: it comes to rest without cutting short what the scheduler began."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from bot.errors import StoreError
from bot.heart import STUCK, Heart
from bot.ports import Meters, Unmetered
from bot.running import Service, running

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Loop:
    """Goes on until it is stopped: stands for the poller and for the sender."""

    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    recovered: int = 0
    away: bool = False

    async def run(self) -> None:
        await self.stopped.wait()

    def stop(self) -> None:
        self.stopped.set()

    def wake(self) -> None:
        pass

    async def recover(self) -> None:
        if self.away:
            raise StoreError
        self.recovered += 1


class Processor:
    """Has nothing in hand."""

    async def start(self) -> None:
        pass

    async def stop(self, within: float) -> None:
        assert within > 0


@dataclass
class Tick:
    """Is in the middle of its work when the service is asked to stop."""

    go: asyncio.Event
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    done: bool = False
    asked: datetime | None = None

    async def start(self) -> None:
        """Nothing was set aside."""

    async def tick(self) -> int:
        self.begun.set()
        await self.go.wait()
        await asyncio.sleep(0.05)
        self.done = True
        return 1


@dataclass
class Clock:
    """Stands."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


@dataclass
class House:
    """All that a knock needs of a house."""

    meters: Meters = field(default_factory=Unmetered)


def service(poller: Loop, deliver: Loop, tick: Tick) -> Service:
    heart = Heart(*cast("tuple[Any, ...]", (poller, tick, Clock(), NOON)))
    parts = cast("tuple[Any, ...]", (House(), tick, deliver, Processor(), poller, heart, None))
    return Service(*parts)


async def test_a_knock_is_finished_before_it_stops() -> None:
    poller, deliver = Loop(), Loop()
    tick = Tick(poller.stopped)
    async with running(service(poller, deliver, tick)):
        await tick.begun.wait()
    assert tick.done
    assert deliver.recovered == 1
    assert deliver.stopped.is_set()


async def test_a_store_that_is_away_is_asked_again_what_the_dead_were_sending() -> None:
    deliver = Loop(away=True)
    serving = service(Loop(), deliver, Tick(asyncio.Event()))
    await serving.recover()
    deliver.away = False
    await serving.recover()
    assert deliver.recovered == 1


async def test_it_beats_while_knocks_end_or_go_on_asking() -> None:
    tick, clock = Tick(asyncio.Event()), Clock()
    heart = Heart(*cast("tuple[Any, ...]", (Loop(), tick, clock, NOON)))
    clock.at = NOON + STUCK
    assert heart.beats(), "knocks have ended lately, though the store never said what is due"
    heart.knocked -= STUCK.total_seconds()
    assert not heart.beats()
    tick.asked = NOON + STUCK / 2
    assert heart.beats(), "one knock takes long, and has asked meanwhile"


def test_what_is_spared_does_not_put_off_the_collecting_of_what_comes() -> None:
    code = """
import gc
stays = [[one] for one in range(400_000)]
from bot.running import spare_the_collector
spare_the_collector()
before, lately = gc.get_stats()[2]["collections"], []
for _ in range(800_000):
    ring = []
    ring.append(ring)
    lately = [*lately[-200:], ring]
print(gc.get_stats()[2]["collections"] - before)
"""
    line = (sys.executable, "-c", code)
    ran = subprocess.run(line, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    assert int(ran.stdout) > 0
