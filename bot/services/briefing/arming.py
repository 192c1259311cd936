"""What comes around a session is set: as often as a session is set, moved or cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel import around
from bot.ports import Timer, TimerKind
from bot.services.news import SOON

if TYPE_CHECKING:
    from datetime import datetime

    from bot.care import Care, Session
    from bot.services.visit import Visit


async def before(visit: Visit, care: Care) -> None:
    """Set the evening before the session to come; without one, nothing comes."""
    coming = care.next_session(visit.now)
    if coming is None:
        await visit.work.timers.done(_before(visit))
    else:
        at = max(around.evening(coming, visit.client), visit.now + SOON)
        await before_at(visit, coming, at)


async def before_at(visit: Visit, coming: Session, at: datetime) -> None:
    """Let it come then, or when they wake; not at all where that is too near to the session."""
    awake = around.before(coming, visit.client, at)
    if awake is None:
        await visit.work.timers.done(_before(visit))
    else:
        rings = Timer(_before(visit), visit.client.id, TimerKind.BEFORE_SESSION, awake)
        await visit.work.timers.set(rings)


async def after(visit: Visit, begun: Session) -> None:
    """Set when a session that begins is over."""
    at = max(begun.instant + around.OVER, visit.now)
    id_, client = f"after:{visit.client.id}", visit.client.id
    await visit.work.timers.set(Timer(id_, client, TimerKind.AFTER_SESSION, at))


def _before(visit: Visit) -> str:
    return f"before:{visit.client.id}"
