"""What a client leaves on disk: check-ins that were played, prompts that came, and what stays.

Both are weighed as they stand on their day, and once more when every period of retention is over.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bot.services.retention import ORDER, batch
from bot.services.tick import Tick
from tests.benchmarks.figures import Left
from tests.benchmarks.settings import KEYS, STORE, opened, store
from tests.benchmarks.telegrams import TOKEN, town
from tests.benchmarks.timetable import seeding
from tests.benchmarks.timetable.ticking import Stopped
from tests.benchmarks.worker import worker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.benchmarks.ledger import Ledger

A_WEEK: Final = 3
WEEKS: Final = 52
LATER: Final = timedelta(days=800)
"""When every period that has an end is over."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    clients: int = 40
    checkins: int = 20
    """Of each; and so many clients with a prompt."""


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks."""
    for name, leave in (("check-in", _checkins), ("prompt", _prompts)):
        if ledger.missing([f"year/{name}"]):
            tell(f"year/{name}: on the scale")
            with TemporaryDirectory(prefix="stillwater-year-") as made:
                for what, left in (await leave(size, Path(made))).items():
                    ledger.put(f"year/{what}", left)


async def _checkins(size: Size, folder: Path) -> Mapping[str, Left]:
    """Let clients come and play check-ins."""
    async with town(size.clients) as (people, url):
        async with worker("stillwater_worker", *store(folder), url, TOKEN):
            await people.arrive()
        arrived = _used(folder)
        async with worker("stillwater_worker", *store(folder), url, TOKEN) as bot:
            await people.load(bot, size.clients, size.checkins)
    played = size.clients * size.checkins
    fresh = _used(folder) - arrived
    await _nights(folder)
    return {"check-in": Left(played, fresh / played, (_used(folder) - arrived) / played)}


async def _prompts(size: Size, folder: Path) -> Mapping[str, Left]:
    """Let clients be there, and each have a prompt that goes unanswered to its end."""
    clients, clock = size.clients * size.checkins, Stopped(datetime.now(UTC))
    async with opened(folder, clock):
        empty = _used(folder)
    async with opened(folder, clock) as (house, kept):
        await seeding.enrol(kept.works, 0, clients, clock.now(), house.key)
    enrolled = _used(folder)
    async with opened(folder, clock) as (house, _):
        clock.at += timedelta(days=1)
        await seeding.meet(f"sqlite:///{folder / STORE}", clock.at, clients)
        await Tick(house).tick()
    fresh = _used(folder) - enrolled
    await _nights(folder)
    came = (enrolled - empty) / clients
    return {
        "client": Left(clients, came, came),
        "prompt": Left(clients, fresh / clients, (_used(folder) - enrolled) / clients),
    }


async def _nights(folder: Path) -> None:
    """Let go of everything whose period is over."""
    async with opened(folder, Stopped(datetime.now(UTC) + LATER)) as (house, kept):
        for kind in ORDER:
            more = True
            while more:
                async with kept.works() as work:
                    _, more = await batch(house, work, kind, house.clock.now())


def _used(folder: Path) -> int:
    """Give the bytes of the pages that are in use, in the store and the key store."""
    used = 0
    for file in (STORE, KEYS):
        with closing(sqlite3.connect(folder / file)) as at:
            at.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            asked = ("page_count", "freelist_count", "page_size")
            pages, free, size = (at.execute(f"PRAGMA {one}").fetchone()[0] for one in asked)
            used += (pages - free) * size
    return used
