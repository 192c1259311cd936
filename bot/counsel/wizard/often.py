"""How often the plan comes: days of the week, every so many days or weeks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import draft_key
from bot.counsel.wizard.making import on
from bot.counsel.wizard.part import TO, Part, number_in, ticked
from bot.counsel.wizard.reading import read_days, read_every
from bot.schedule.plan import Bounds, Daily, Every, Unit, Weekdays
from bot.screens.screen import line, rows

if TYPE_CHECKING:
    from bot.counsel.draft import Draft
    from bot.counsel.wizard.facts import Facts
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

ALL: Final = (1, 2, 3, 4, 5, 6, 7)
NAMES: Final = (
    "wizard.day.mon",
    "wizard.day.tue",
    "wizard.day.wed",
    "wizard.day.thu",
    "wizard.day.fri",
    "wizard.day.sat",
    "wizard.day.sun",
)
_STRIDES: Final = {
    "d2": Every(2, Unit.DAYS),
    "d3": Every(3, Unit.DAYS),
    "d10": Every(10, Unit.DAYS),
    "w2": Every(2, Unit.WEEKS),
    "w3": Every(3, Unit.WEEKS),
    "w4": Every(4, Unit.WEEKS),
}


def days_of(plan: Plan) -> tuple[int, ...]:
    """Give the ISO weekdays that a plan names; none if it goes by something else."""
    match plan.cadence:
        case Daily():
            return ALL
        case Weekdays(days):
            return days
        case _:
            return ()


def on_days(plan: Plan, days: tuple[int, ...], facts: Facts) -> Plan:
    """Let the plan come on some days of the week."""
    return on(plan, Daily() if days == ALL else Weekdays(days), facts)


def keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give the days to tick, and the ways to other rhythms."""
    held = days_of(plan)
    days = [
        ticked(draft, name, f"d{day}", on=day in held) for day, name in enumerate(NAMES, start=1)
    ]
    return (
        *rows([*days, ticked(draft, "wizard.often.daily", "daily", on=held == ALL)], 4),
        (draft_key(draft, "wizard.often.every", f"{TO}every"),),
        (draft_key(draft, "wizard.often.once", f"{TO}once"),),
        (draft_key(draft, "wizard.often.around", f"{TO}around"),),
    )


def chosen(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    """Tick a day, or untick it; the last one stays."""
    if choice == "daily":
        return on(plan, Daily(), facts)
    day, held = number_in(choice, "d"), days_of(plan)
    if day not in ALL:
        return None
    days = tuple(sorted({*held} ^ {day}))
    return on_days(plan, days, facts) if days else plan


def wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read days, or `every 10 days`."""
    days = read_days(text, facts.known)
    return every_wrote(plan, text, facts) if days is None else on_days(plan, days, facts)


def every_keys(draft: Draft, plan: Plan, _facts: Facts) -> Keys:
    """Give the usual strides."""
    strides = [
        ticked(
            draft,
            line("wizard.every.weeks" if one.unit is Unit.WEEKS else "wizard.every.days", n=one.n),
            choice,
            on=plan.cadence == one,
        )
        for choice, one in _STRIDES.items()
    ]
    return rows(strides, 3)


def every_chosen(plan: Plan, choice: str, facts: Facts) -> Plan | None:
    """Take a stride."""
    stride = _STRIDES.get(choice)
    return None if stride is None else every(plan, stride, facts)


def every_wrote(plan: Plan, text: str, facts: Facts) -> Plan | None:
    """Read a stride, such as `5 weeks`; a bare number counts what the plan counts, or days."""
    found = read_every(text, facts.known)
    if found is None:
        return None
    n, weeks = found
    bare = text.strip().isdecimal() and isinstance(plan.cadence, Every)
    unit = plan.cadence.unit if bare and isinstance(plan.cadence, Every) else None
    return every(plan, Every(n, unit or (Unit.WEEKS if weeks else Unit.DAYS)), facts)


def every(plan: Plan, stride: Every, facts: Facts) -> Plan:
    """Take a stride, on the weekday that the plan had: it is counted from the first day."""
    days = days_of(plan)
    changed = on(plan, stride, facts)
    if stride.unit is Unit.DAYS or not days:
        return changed
    start, end = plan.bounds.start, plan.bounds.end
    ahead = min((day - start.isoweekday()) % len(ALL) for day in days)
    first = start.fromordinal(start.toordinal() + ahead)
    return replace(changed, bounds=Bounds(first, end))


OFTEN: Final = Part("wizard.often.ask", keys, chosen, wrote, stays=True)
EVERY: Final = Part("wizard.every.ask", every_keys, every_chosen, every_wrote, above="often")
