"""When something is said around a session: set as often as a session is set, moved or cleared."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from bot.ports import Timer, TimerKind
from bot.schedule.ledger import HOUR
from bot.schedule.quiet import when_awake
from bot.schedule.wall import instant
from bot.services.news import SOON

if TYPE_CHECKING:
    from datetime import datetime

    from bot.care import Care, Session
    from bot.services.visit import Visit

EVENING: Final = time(18)
OVER: Final = timedelta(hours=2)
"""From a session's beginning: it lasts fifty minutes, and the way home."""
_DAY: Final = timedelta(days=1)


async def before(visit: Visit, care: Care) -> None:
    """Set the evening before the session to come; without one, nothing comes."""
    coming = care.next_session(visit.now)
    if coming is None:
        await visit.work.timers.done(_before(visit))
    else:
        await before_at(visit, coming, max(evening(visit, coming), visit.now + SOON))


async def before_at(visit: Visit, coming: Session, at: datetime) -> None:
    """Let it come then, or when they wake; not in the last hour before the session."""
    client = visit.client
    awake = when_awake(at, client.quiet, client.zoneinfo)
    if awake + HOUR > coming.instant:
        await visit.work.timers.done(_before(visit))
    else:
        rings = Timer(_before(visit), client.id, TimerKind.BEFORE_SESSION, awake)
        await visit.work.timers.set(rings)


async def after(visit: Visit, begun: Session) -> None:
    """Set when a session that begins is over."""
    at = max(begun.instant + OVER, visit.now)
    id_, client = f"after:{visit.client.id}", visit.client.id
    await visit.work.timers.set(Timer(id_, client, TimerKind.AFTER_SESSION, at))


def evening(visit: Visit, coming: Session) -> datetime:
    """Give six in the evening of the day before, on the client's clock; aware, UTC."""
    zone = visit.client.zoneinfo
    day = coming.instant.astimezone(zone).date() - _DAY
    return instant(day, EVENING, zone) or coming.instant - _DAY


def _before(visit: Visit) -> str:
    return f"before:{visit.client.id}"
