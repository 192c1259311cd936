"""A counselor's working time: when the overview comes, and when there is news to bring."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.schedule.wall import instant

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, time
    from zoneinfo import ZoneInfo

    from bot.people import Hours

_TWO_WEEKS: Final = 15
"""Days looked at: a week, and another should the zone have skipped the only day there is."""


def next_working(hours: Hours, zone: ZoneInfo, now: datetime) -> datetime:
    """Give `now` within working hours, else the UTC instant at which they next begin.

    Of hours without a day, or that end before they begin, it is always `now`; it is aware.
    """
    local = now.astimezone(zone)
    within = local.isoweekday() in hours.days and hours.start <= local.time() < hours.end
    if within or hours.end <= hours.start:
        return now
    return next_start(hours.days, hours.start, zone, now) or now


def next_start(
    days: Collection[int], start: time, zone: ZoneInfo, now: datetime
) -> datetime | None:
    """Give the UTC instant at which one of those ISO weekdays next comes to `start`, after `now`.

    None if there is no such day. A time that the clocks jump over moves forward by the jump.
    """
    today = now.astimezone(zone).date()
    for n in range(_TWO_WEEKS):
        day = today + timedelta(days=n)
        at = instant(day, start, zone) if day.isoweekday() in days else None
        if at is not None and at > now:
            return at
    return None
