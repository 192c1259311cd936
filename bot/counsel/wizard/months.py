"""A month to tap a date in, for the one date of a plan, its first day and its last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.calendar import grid, month_of, read_day, read_month
from bot.counsel.wizard.dates import begun, end_wrote, ended, start_wrote
from bot.counsel.wizard.making import on
from bot.counsel.wizard.once import wrote as once_wrote
from bot.counsel.wizard.part import Part
from bot.schedule.plan import Once

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

_DAY: Final = "d:"
_MONTH: Final = "m:"


def turned(draft: Draft, choice: str, facts: Facts) -> Draft | None:
    """Turn to another month; None for a key that does not."""
    month = choice.removeprefix(_MONTH)
    found = None if month == choice else read_month(month, facts.today)
    return None if found is None else draft.at(draft.step, month=found)


def keys(draft: Draft, _plan: Plan, facts: Facts) -> Keys:
    """Give the month that was turned to, or this one."""
    month = read_month(str(draft.data.get("month", "")), facts.today)
    return grid(draft, month or month_of(facts.today), facts.today)


def _once(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    day = read_day(choice.removeprefix(_DAY), facts.today)
    return None if day is None else on(plan, Once(day), facts)


def _start(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    day = read_day(choice.removeprefix(_DAY), facts.today)
    return None if day is None else begun(plan, day)


def _end(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    day = read_day(choice.removeprefix(_DAY), facts.today)
    return None if day is None else ended(plan, day)


ONCE_MONTH: Final = Part("wizard.once.ask", keys, _once, once_wrote, above="once")
START_MONTH: Final = Part("wizard.dates.start", keys, _start, start_wrote, above="start")
END_MONTH: Final = Part("wizard.dates.end", keys, _end, end_wrote, above="end")
