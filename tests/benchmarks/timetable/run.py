"""One run of the timetable's figures, beside the plain way on the same machine."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bot.app import make_house
from bot.config import Config, Security, Storage
from bot.opening import open_store
from storage.masterkey import new_master_key
from tests.benchmarks.timetable import draining, planning, seeding, ticking
from tests.benchmarks.timetable.figures import Timetable
from tests.benchmarks.timetable.ticking import Stopped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from bot.services.house import House
    from storage.database import Database


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    planned: int = 100_000
    """Clients to plan for, without a store."""
    idle: int = 1_000_000
    due: Sequence[int] = (100, 10_000)
    weighed: int = 1_000
    drained: int = 10_000
    spreads: Sequence[timedelta] = (timedelta(), timedelta(minutes=5), timedelta(minutes=15))


QUICK: Final = Size(planned=50, idle=500, due=(2, 20), weighed=10, drained=20)
"""Seconds only: shows that measuring works, not what anything costs."""


async def run(size: Size, tell: Callable[[str], None]) -> Timetable:
    """Measure; `tell` hears what is being done."""
    tell(f"planning for {size.planned} clients")
    planned = planning.measure(size.planned)
    with TemporaryDirectory(prefix="stillwater-timetable-") as made:
        folder = Path(made)
        tell(f"the store with {size.weighed} clients on the scale")
        async with _store(folder / "weight.db", size.weighed) as (house, _, clock):
            weight = await ticking.weigh(house, clock, folder / "weight.db", size.weighed)
        most = max(*size.due, size.drained)
        tell(f"{most} clients enrol")
        async with _store(folder / "many.db", most) as (house, store, clock):
            tell(f"{size.drained} prompts due at one minute, at Telegram's limits")
            drained = await draining.measure(house, store.works, folder / "many.db", size.drained)
            tell(f"a knock with {size.idle} timers asleep")
            knocks = await ticking.measure(house, clock, folder / "many.db", size.idle, size.due)
        tell("the same as one APScheduler job per client")
        plain = ticking.plain(folder, size.idle, size.due)
    reckoned = [draining.reckon(size.drained, spread) for spread in size.spreads]
    return Timetable(planned, (*knocks, *plain), (drained, *reckoned), weight)


@asynccontextmanager
async def _store(database: Path, clients: int) -> AsyncIterator[tuple[House, Database, Stopped]]:
    """Open a new store with so many clients in it."""
    key = database.with_suffix(".key")
    new_master_key(key)
    config = Config(
        storage=Storage(url=f"sqlite:///{database}"), security=Security(master_key_file=key)
    )
    store, clock = open_store(config), Stopped()
    try:
        await store.migrate()
        house = await make_house(config, store, clock, _asleep, _nobody)
        await seeding.enrol(store.works, 0, clients, clock.now(), house.key)
        yield house, store, clock
    finally:
        await store.close()


def _asleep() -> None:
    """Wake no sender: there is none."""


def _nobody() -> str:
    return ""
