"""Days and time: how often a check-in comes by itself, and when the next one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.turn import Days, Line
from bot.schedule.plan import Every, Plan, PlanStatus, Unit, Weekdays
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


def news(plans: Sequence[Plan], coming: datetime | None) -> Screen:
    """Say what is planned now, after somebody else changed it."""
    lines = [_line(plan) for plan in plans if plan.status is PlanStatus.ACTIVE]
    changes = ((key("news.change", "command", "rhythm"),),)
    return Screen((line("news.head"), *lines, next_line(coming)), changes)


def kept(plan: Plan, coming: datetime | None, *, asleep: bool) -> Screen:
    """Confirm a change of days or time; `asleep`: it lies within the client's quiet hours."""
    note = (line("rhythm.quiet"),) if asleep else ()
    return Screen((_line(plan), *note, next_line(coming)))


def resumed(coming: datetime | None) -> Screen:
    """Say that check-ins come again, and when the next one does."""
    return Screen((line("resume.done"), next_line(coming)))


def _line(plan: Plan) -> Line:
    """Say a plan of the client's own, which has one time and some days."""
    at = plan.slots[0].from_
    match plan.cadence:
        case Weekdays(days=days):
            return line("rhythm.now", days=Days(days), time=at)
        case Every(n=n, unit=Unit.WEEKS):
            only = Days((plan.bounds.start.isoweekday(),))
            return line("rhythm.weeks", n=n, days=only, time=at)
        case Every(n=n):
            return line("rhythm.days", n=n, time=at)
        case _:
            return line("rhythm.now", days=Days(EVERY_DAY), time=at)
