"""After a session: what stays of it is asked of the client, and the next date of the counselor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.message import Purpose
from bot.ports import Timer, TimerKind
from bot.schedule.pace import Pace
from bot.screens import briefing as screens
from bot.services.briefing.evening import free_from, had, note_knock
from bot.services.counsel import dates
from bot.services.outlook import pace_of

if TYPE_CHECKING:
    from bot.care import Session
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit

_SAME: Final = timedelta(hours=12)
"""A session that is this near is the same one, begun later."""
_STALE: Final = timedelta(hours=24)
"""From when on what stays of it is not asked for any more."""
_PLANNED: Final = timedelta(hours=36)
"""As near as this, a plan's own prompt for it is waited for instead."""


async def over(visit: Visit, timer: Timer) -> None:
    """Ask the counselor for the next date, once, and the client for what stays, when awake."""
    care = await visit.work.cares.of(visit.client.id)
    begun = None if care is None else care.last_session(visit.now)
    if care is None or begun is None:
        return
    coming = care.next_session(visit.now)
    if coming is not None and coming.instant - visit.now < _SAME:
        return  # it was moved to later this day
    if timer.id.startswith("after:") and coming is None:
        await dates.ask(visit, care)
    await _knock(visit, begun)


async def ended(visit: Visit, _: Conversation) -> None:
    """Say at the end when the next session is, if that is known."""
    care = await visit.work.cares.of(visit.client.id)
    coming = None if care is None else care.next_session(visit.now)
    if coming is not None:
        await visit.show(screens.coming(coming.instant.astimezone(visit.zone)))


async def _knock(visit: Visit, begun: Session) -> None:
    """Ask the client, if they are asked anything; where a plan of theirs does that, leave it so."""
    client, until = visit.client, begun.instant + _STALE
    if not client.reachable or visit.now >= until or await _plan_asks(visit, begun):
        return
    if await pace_of(visit) is Pace.REST:
        return
    later = await free_from(visit, screens.TAKEAWAY, visit.now)
    if later is None:
        await note_knock(visit)
        await visit.show(screens.knock_after(), purpose=Purpose.PROMPT, expires_at=until)
    else:
        id_ = f"takeaway:{client.id}"
        await visit.work.timers.set(Timer(id_, client.id, TimerKind.AFTER_SESSION, later))


async def _plan_asks(visit: Visit, begun: Session) -> bool:
    waiting = [one for _, one in await visit.work.plans.waiting(visit.client.id)]
    near = begun.instant + _PLANNED
    if any(one.checkin == screens.TAKEAWAY and one.due_at < near for one in waiting):
        return True
    return await had(visit, screens.TAKEAWAY, visit.now)
