"""When plans come next, as far as a counselor may know.

That a client's pace is slowed tells that they did not answer. So it shows only to whom they share
that; to anybody else their plans come as they say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.care import Share
from bot.schedule.occurrences import NO_EXCEPTIONS, State
from bot.schedule.pace import Pace
from bot.services.outlook import outlook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.care import Care
    from bot.schedule.plan import PlanId
    from bot.services.outlook import Outlook
    from bot.services.visit import Visit


async def foreseen(care: Care, visit: Visit) -> Outlook:
    """Read what a client's planning follows from, without what is not this counselor's to know."""
    look = await outlook(visit)
    if care.lets(Share.COUNTS):
        return look
    rest = replace(look.rest, pace=Pace.FULL)
    if care.lets(Share.TAKING_PART):
        return replace(look, rest=rest)
    # What comes of the plans as they are written, whatever has become of it.
    rest, written = replace(rest, until=None), dict.fromkeys(look.exceptions, NO_EXCEPTIONS)
    return replace(look, rest=rest, had=(), waiting={}, exceptions=written)


async def comings(care: Care, visit: Visit) -> Mapping[PlanId, datetime]:
    """Give when each plan comes next, put off or not; aware, UTC."""
    look = await foreseen(care, visit)
    due = {plan: one.due_at for plan, one in look.rows().items()}
    for one in look.waiting.values():
        if one.state is State.SNOOZED:
            due[one.plan] = min(one.due_at, due.get(one.plan, one.due_at))
    return due
