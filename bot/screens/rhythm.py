"""Days and time: how often a check-in comes by itself, and when the next one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import Days, Line
from bot.schedule.plan import Daily, Plan, PlanStatus, Weekdays
from bot.screens.screen import Screen, key, line, next_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


def screen(plans: Sequence[Plan], coming: datetime | None) -> Screen:
    """Show each plan in a sentence and when the next prompt comes, in the client's local time."""
    lines = [_line(plan) for plan in plans if plan.status is PlanStatus.ACTIVE]
    if not lines:
        return Screen((line("rhythm.none"),))
    return Screen((*lines, next_line(coming)), ((key("rhythm.change", "begin", "rhythm"),),))


def _line(plan: Plan) -> Line:
    days = plan.cadence.days if isinstance(plan.cadence, Weekdays) else ()
    if isinstance(plan.cadence, Daily):
        days = EVERY_DAY
    return line("rhythm.now", days=Days(days), time=plan.slots[0].from_)


def kept(plan: Plan, coming: datetime | None) -> Screen:
    """Confirm a change of days or time."""
    days = plan.cadence.days if isinstance(plan.cadence, Weekdays) else EVERY_DAY
    said = line("rhythm.kept", days=Days(days), time=plan.slots[0].from_)
    return Screen((said, next_line(coming)))


def resumed(coming: datetime | None) -> Screen:
    """Say that check-ins come again, and when the next one does."""
    return Screen((line("resume.done"), next_line(coming)))
