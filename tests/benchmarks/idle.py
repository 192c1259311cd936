"""What clients cost who are not there: knocks, memory, the start, and the disk."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.services.tick import Tick
from tests.benchmarks import starting
from tests.benchmarks.figures import Idle
from tests.benchmarks.idle_store import multiply
from tests.benchmarks.settings import KEYS, STORE, opened
from tests.benchmarks.timetable import seeding, ticking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.ledger import Ledger

KNOCKS: Final = 20


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    few: int = 1000
    """Who enrol one by one."""
    clients: Sequence[int] = (1000, 100_000, 1_000_000)
    """Each a multiple of those."""
    starts: int = 3
    settle_s: float = 20.0
    """After which a started service is looked at once more; its sweep is done by then."""


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks."""
    for clients in size.clients:
        name = f"idle/{clients}"
        if ledger.missing([name]):
            tell(f"{clients:,} clients enrol, and are idle")
            with TemporaryDirectory(prefix="stillwater-idle-") as made:
                ledger.put(name, await _idle(size, clients, Path(made)))


async def _idle(size: Size, clients: int, folder: Path) -> Idle:
    database = folder / STORE
    began = datetime.now(UTC)
    async with opened(folder, ticking.Stopped(began)) as (house, store):
        await seeding.enrol(store.works, 0, size.few, began, house.key)
    await seeding.rest(f"sqlite:///{database}")
    await asyncio.to_thread(multiply, database, folder / KEYS, clients // size.few)
    await asyncio.to_thread(os.sync)  # else the first starts share the disk with all that
    held = ticking.size(database)
    starts = [await starting.start(folder, size.settle_s) for _ in range(size.starts)]
    async with opened(folder, ticking.Stopped(datetime.now(UTC))) as (house, _):
        tick, took = Tick(house), []
        for _ in range(KNOCKS):
            at = perf_counter()
            await tick.tick()
            took.append(perf_counter() - at)
    return Idle(
        clients=clients,
        tick_ms=median(took) * 1000,
        start_s=median(one.seconds for one in starts),
        resident_mib=median(one.resident or 0 for one in starts),
        settled_mib=median(one.settled or 0 for one in starts),
        peak_mib=max(one.peak or 0 for one in starts),
        bytes=held,
    )
