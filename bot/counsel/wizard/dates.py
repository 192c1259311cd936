"""When the plan begins and ends, and the dates that keys offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.day import Heard, hear
from bot.counsel.draft import draft_key
from bot.counsel.wizard.part import TO, Part, ticked
from bot.people import Hours
from bot.schedule.checks import FAR
from bot.schedule.plan import Bounds
from bot.screens.screen import line, rows

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.schedule.plan import Plan
    from bot.screens.screen import Key, Keys

_WEEK: Final = 7
_LENGTHS: Final = {"w4": 4, "w8": 8, "w12": 12}
"""Weeks."""


def near(facts: Facts) -> dict[str, tuple[str, date]]:
    """Give the dates to choose from, by choice, each with its label."""
    today = facts.today
    monday = _WEEK + 1 - today.isoweekday()
    far = {
        "today": ("wizard.dates.today", 0),
        "tomorrow": ("wizard.dates.tomorrow", 1),
        "monday": ("wizard.dates.monday", monday),
        "week": ("wizard.dates.week", _WEEK),
        "two-weeks": ("wizard.dates.two-weeks", 2 * _WEEK),
    }
    return {name: (label, today + timedelta(days=n)) for name, (label, n) in far.items()}


def date_keys(draft: Draft, facts: Facts, held: date | None, month: str) -> Keys:
    """Give keys for dates near at hand, the one that holds ticked, and one for a `month`'s step."""
    keys = [
        ticked(draft, label, choice, on=day == held) for choice, (label, day) in near(facts).items()
    ]
    return rows([*keys, month_key(draft, month)], 2)


def month_key(draft: Draft, step: str) -> Key:
    """Give the key that leads to a month to tap a date in."""
    return draft_key(draft, "wizard.dates.month", f"{TO}{step}")


def day_of(choice: str, facts: Facts) -> date | None:
    """Give the date of a key."""
    found = near(facts).get(choice)
    return None if found is None else found[1]


def moment(text: str, facts: Facts) -> tuple[date, time | None] | None:
    """Read a date to come, with a time of day if there is one; of two dates, the earlier."""
    heard = hear(text, facts.names, facts.today, Hours())
    return (heard.days[0], heard.at) if isinstance(heard, Heard) and heard.days else None


def typed(text: str, facts: Facts) -> date | None:
    """Read a date to come, whatever time stands by it."""
    read = moment(text, facts)
    return None if read is None else read[0]


def reached(day: date, facts: Facts) -> date | None:
    """Give a date unless it is further than ten years away."""
    return day if abs((day - facts.today).days) <= FAR else None


def start_keys(draft: Draft, plan: Plan, facts: Facts) -> Keys:
    """Give first days."""
    return date_keys(draft, facts, plan.bounds.start, "start-month")


def start_chosen(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    """Take a first day."""
    day = day_of(choice, facts)
    return None if day is None else begun(plan, day)


def start_wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read a first day."""
    day = typed(text, facts)
    return None if day is None else begun(plan, day)


def begun(plan: Plan, day: date) -> Plan:
    """Let the plan begin on a day."""
    return replace(plan, bounds=Bounds(day, plan.bounds.end))


def end_keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give how long it goes on."""
    lengths = [
        ticked(
            draft,
            line("wizard.dates.weeks", n=weeks),
            choice,
            on=plan.bounds.end == _last(plan, weeks),
        )
        for choice, weeks in _LENGTHS.items()
    ]
    never = ticked(draft, "wizard.dates.never", "never", on=plan.bounds.end is None)
    return ((never,), tuple(lengths), (month_key(draft, "end-month"),))


def end_chosen(plan: Plan, choice: str, _facts: Facts) -> Plan | None:
    """Take how long it goes on."""
    if choice == "never":
        return ended(plan, None)
    return ended(plan, _last(plan, _LENGTHS[choice])) if choice in _LENGTHS else None


def end_wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read a last day."""
    day = typed(text, facts)
    return None if day is None else ended(plan, day)


def _last(plan: Plan, weeks: int) -> date:
    return plan.bounds.start + timedelta(days=weeks * _WEEK - 1)


def ended(plan: Plan, day: date | None) -> Plan:
    """Let a day be the plan's last; None: it has no end."""
    return replace(plan, bounds=Bounds(plan.bounds.start, day))


START: Final = Part("wizard.dates.start", start_keys, start_chosen, start_wrote)
END: Final = Part("wizard.dates.end", end_keys, end_chosen, end_wrote)
