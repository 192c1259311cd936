"""One knock with a million timers asleep, ours and the plain way beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from shutil import copy
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.services.tick import Tick
from tests.benchmarks.timetable import plainly, seeding
from tests.benchmarks.timetable.figures import Knock
from tests.benchmarks.timetable.planning import START

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.services.house import House

ATTEMPTS: Final = 20
"""Knocks with nothing due, of which the median is taken."""


@dataclass(slots=True)
class Stopped:
    """A clock that stands where it is put."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at


async def measure(
    house: House, clock: Stopped, database: Path, idle: int, due: Sequence[int]
) -> Sequence[Knock]:
    """Knock with nothing due, then with so many due at a time; the clients are there already."""
    seeding.sleep(database, idle, max(due))
    tick = Tick(house)
    knocks = [await _idle(tick, idle)]
    for count in due:
        clock.at += timedelta(days=1)
        met = await seeding.meet(f"sqlite:///{database}", clock.at, count)
        began = perf_counter()
        woken = await tick.tick()
        knocks.append(Knock("Stillwater", idle, met, perf_counter() - began, woken))
    return knocks


async def _idle(tick: Tick, idle: int) -> Knock:
    took, woken = [], 0
    for _ in range(ATTEMPTS):
        began = perf_counter()
        woken += await tick.tick()
        took.append(perf_counter() - began)
    return Knock("Stillwater", idle, 0, median(took), woken)


def plain(folder: Path, idle: int, due: Sequence[int]) -> Sequence[Knock]:
    """Let APScheduler do as much with one job per client: only calling a function."""
    plainly.asleep(folder / "jobs.db", idle)
    knocks = []
    for count in (0, *due):
        store = folder / f"jobs-{count}.db"
        copy(folder / "jobs.db", store)
        knocks.append(Knock("APScheduler", idle, count, *plainly.knock(store, idle, count)))
    return knocks


def size(database: Path) -> int:
    """Give the bytes of a store and of its keys, their logs written back first."""
    files = (database, database.with_suffix(".keys.db"))
    for file in files:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(file.stat().st_size for file in files)
