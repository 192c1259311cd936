"""Quiet hours on the client's own clock: who rests is not written to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.schedule.wall import instant

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.people import Quiet

_DAY = timedelta(days=1)


def is_quiet(at: datetime, quiet: Quiet, zone: ZoneInfo) -> bool:
    """Say whether an aware instant lies in quiet hours: the start is in, the end is not."""
    wall = at.astimezone(zone).time()
    if quiet.start <= quiet.end:
        return quiet.start <= wall < quiet.end
    return wall >= quiet.start or wall < quiet.end


def when_awake(at: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """Give the instant itself, or in quiet hours the UTC instant at which they end."""
    while is_quiet(at, quiet, zone):
        at = _end(at, quiet, zone)
    return at


def _end(at: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime:
    """Give the end of the quiet hours that `at` lies in.

    In the second pass of a fold the end is looked for in the second pass too. On a date that the
    zone skipped there is no end: the night goes on to the next date.
    """
    local = at.astimezone(zone)
    day = local.date() if local.time() < quiet.end else local.date() + _DAY
    end = instant(day, quiet.end, zone, local.fold)
    while end is None:
        day += _DAY
        end = instant(day, quiet.end, zone, local.fold)
    return end
