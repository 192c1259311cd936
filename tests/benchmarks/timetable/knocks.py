"""The planner, a knock with a million timers asleep, and APScheduler's own beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.settings import STORE, opened
from tests.benchmarks.timetable import planning, seeding, ticking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    planned: int = 100_000
    """Clients to plan for, without a store."""
    idle: int = 1_000_000
    due: Sequence[int] = (100, 10_000)


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks."""
    if ledger.missing(["planning"]):
        tell(f"planning for {size.planned:,} clients")
        ledger.put("planning", planning.measure(size.planned))
    ways = ("Stillwater", "APScheduler")
    if not ledger.missing(f"knocks/{way}/{due}" for way in ways for due in (0, *size.due)):
        return
    with TemporaryDirectory(prefix="stillwater-knocks-") as made:
        folder, clock = Path(made), ticking.Stopped()
        async with opened(folder, clock) as (house, store):
            tell(f"{max(size.due):,} clients enrol")
            await seeding.enrol(store.works, 0, max(size.due), clock.now(), house.key)
            tell(f"a knock with {size.idle:,} timers asleep")
            ours = await ticking.measure(house, clock, folder / STORE, size.idle, size.due)
        tell("the same as one APScheduler job per client")
        for knock in (*ours, *ticking.plain(folder, size.idle, size.due)):
            ledger.put(f"knocks/{knock.way}/{knock.due}", knock)
