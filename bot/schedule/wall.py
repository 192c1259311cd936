"""A wall clock: local date and time in a zone, and the instant they stand for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MIDNIGHT = time()


def instant(day: date, wall: time, zone: ZoneInfo, fold: int = 0) -> datetime | None:
    """Give the UTC instant of a wall time.

    A time that the clocks jump over moves forward by the jump; one that comes twice is the first
    (`fold=1`: the second). None when the zone never had that date, as Samoa had no 30 December
    2011.
    """
    utc = datetime.combine(day, wall.replace(fold=fold), zone).astimezone(UTC)
    if utc.astimezone(zone).date() != day and _never_was(day, zone):
        return None
    return utc


def day_starts(day: date, zone: ZoneInfo) -> datetime:
    """Give the first UTC instant of a local date, or of the next one if the zone skipped it."""
    return datetime.combine(day, MIDNIGHT, zone).astimezone(UTC)


def _never_was(day: date, zone: ZoneInfo) -> bool:
    """Say whether the day's first moment, moved forward over a gap, has left the day."""
    return day_starts(day, zone).astimezone(zone).date() != day
