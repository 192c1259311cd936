"""So many prompts at one minute: what the machine could send, and what Telegram lets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from tests.benchmarks.settings import opened
from tests.benchmarks.stores import BOTH, SQLITE, store
from tests.benchmarks.timetable import draining, seeding
from tests.benchmarks.timetable.ticking import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.ledger import Ledger

LIFTED: Final = "lifted"
OWN: Final = "own"
"""Telegram's."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    few: int = 10_000
    """Lifted, so many times on each database; and once at Telegram's own limits, on SQLite."""
    rounds: int = 3
    many: int = 100_000
    """Once, on SQLite."""
    kinds: Sequence[str] = BOTH
    """Of stores."""
    spreads: Sequence[timedelta] = (timedelta(), timedelta(minutes=5), timedelta(minutes=15))
    """Over which they are reckoned as well."""


def _names(size: Size, kind: str, due: int) -> Iterator[tuple[str, str]]:
    """Give the name of each drain, and its limits."""
    if due == size.few:
        for number in range(1, size.rounds + 1):
            yield f"prompts/{kind}/{due}/{LIFTED}/{number}", LIFTED
        if kind == SQLITE:
            yield f"prompts/{kind}/{due}/{OWN}/1", OWN
    elif kind == SQLITE:
        yield f"prompts/{kind}/{due}/{LIFTED}/1", LIFTED


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks; what is reckoned costs nothing."""
    for due in (size.few, size.many):
        for spread in size.spreads:
            minutes = int(spread.total_seconds() / 60)
            ledger.put(f"reckoned/{due}/{minutes}", draining.reckon(due, spread))
        for kind in size.kinds:
            if ledger.missing(name for name, _ in _names(size, kind, due)):
                await _drains(size, kind, due, ledger, tell)


async def _drains(
    size: Size, kind: str, due: int, ledger: Ledger, tell: Callable[[str], None]
) -> None:
    async with store(kind) as place:
        tell(f"{due:,} clients enrol, {kind}")
        clock = Stopped(datetime.now(UTC))
        async with opened(place.folder, clock, place.url) as (house, kept):
            await seeding.enrol(kept.works, 0, due, clock.now(), house.key)
        for name, limits in _names(size, kind, due):
            if ledger.missing([name]):
                tell(f"{name}: due at one minute")
                ledger.put(name, await draining.measure(place, due, limits=limits))
