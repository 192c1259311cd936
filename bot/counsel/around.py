"""Around a session: when the client is told of it, and when it is over."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from bot.schedule.quiet import when_awake
from bot.schedule.wall import instant

if TYPE_CHECKING:
    from datetime import datetime

    from bot.care import Session
    from bot.people import Client

EVENING: Final = time(18)
LEAST: Final = timedelta(hours=1)
"""Nothing comes nearer to a session than this."""
OVER: Final = timedelta(hours=2)
"""From a session's beginning: it lasts fifty minutes, and the way home."""
_DAY: Final = timedelta(days=1)


def evening(session: Session, client: Client) -> datetime:
    """Give six in the evening of the day before, on the client's clock; aware, UTC."""
    zone = client.zoneinfo
    day = session.instant.astimezone(zone).date() - _DAY
    return instant(day, EVENING, zone) or session.instant - _DAY


def before(session: Session, client: Client, at: datetime) -> datetime | None:
    """Give `at` (aware), or when the client wakes then; None if that is too near to the session."""
    awake = when_awake(at, client.quiet, client.zoneinfo)
    return None if awake + LEAST > session.instant else awake
