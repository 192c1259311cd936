"""Gauges: how much waits in the store, and since when, read now and then for those who run it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

CAPPED: Final = 10_000
"""Rows are counted up to here, so that looking costs the same however much waits."""
LATE: Final = timedelta(minutes=1)
"""A timer that was due longer ago is late: the scheduler knocks every second."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How many wait, at most `CAPPED`, and since when the oldest of them does."""

    many: int = 0
    since: datetime | None = None
    """Aware, UTC; None if nothing waits. Above `CAPPED`, the oldest of those counted."""


@dataclass(frozen=True, slots=True)
class Depths:
    """What waits, everywhere."""

    inbox: Waits
    """Updates to be handled, since they came."""
    aside: Waits
    """Updates that failed too often, since they came."""
    due: Waits
    """Timers that are due and not set aside, since they were."""
    late: Waits
    """Those of them that have been for longer than `LATE`."""
    stuck: Waits
    """Timers that failed too often, since they were due."""
    unsent: Waits
    """Messages to be sent, or in the air, since they were made."""
    uncertain: Waits
    """Messages that may or may not have arrived, since they were made."""
    episodes: Waits
    """Open episodes, since they began."""
    damaged: Waits
    """Rows that do not open, since that was found; by the database's own clock."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The store's connections."""

    used: int
    most: int


class Gauges(Protocol):
    """What waits, in numbers alone."""

    async def read(self, now: datetime) -> Depths:
        """Look everywhere at once; `now` is aware, UTC."""
        ...
