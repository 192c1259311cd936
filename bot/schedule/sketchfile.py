"""Sketches as they are written: one of the `[[plans]]` of a template file, read and checked."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.people import ClientId
from bot.schedule.cadences import read_cadence
from bot.schedule.checks import FAR, problems
from bot.schedule.plan import Cadence, Daily, Once, PlanId, Slot
from bot.schedule.planfile import read_limits, read_slot
from bot.schedule.problem import Problem
from bot.schedule.reader import length, several, text, wall, whole
from bot.schedule.risky import Risky
from bot.schedule.sketch import After, Before, Sketch, sketched

if TYPE_CHECKING:
    from bot.schedule.reader import Reader

_WEEK: Final = tuple(date(2001, 1, day) for day in range(1, 8))
"""First days to try a sketch with, one of each weekday."""
_EVENING: Final = Risky(5, time(20))
_NOON: Final = time(12)
_DAY: Final = timedelta(days=1)


def read_sketch(table: Reader) -> Sketch:
    """Read a sketch, noting what is wrong with it, whatever the weekday it is given on."""
    noted = len(table.problems)
    around, cadence, slots = _read_times(table)
    first, last = _read_days(table.table("days"))
    sketch = Sketch(
        checkins=table.need("checkins", several(text), '["goal-mirror"]', ("?",)),
        cadence=cadence,
        slots=slots,
        limits=read_limits(table.table("limits")),
        risky=around,
        first=first,
        last=last,
    )
    table.done()
    if len(table.problems) == noted:
        for problem in _wrong(sketch):
            table.note(*problem)
    return sketch


def _read_times(table: Reader) -> tuple[Before | After | None, Cadence, tuple[Slot, ...]]:
    if table.holds("risky"):
        return _read_risky(table.table("risky")), Daily(), ()
    cadence = read_cadence(table.table("cadence"), _WEEK[0])
    if isinstance(cadence, Once):
        table.note("cadence.kind", 'a date does not come again; use "relative", or "every"')
    return None, cadence, tuple(read_slot(one) for one in table.tables("slots"))


def _read_risky(table: Reader) -> Before | After:
    around: Before | After
    if table.holds("before"):
        around = Before(table.need("before", length, '"3h"', _DAY / 2))
        if not around.least < _DAY:
            table.note("before", 'is less than a day; use "23h"')
    else:
        around = After(
            days=table.need("after", whole, '1 (days), or before = "3h"', 1),
            at=table.need("at", wall, '"12:30"', _NOON),
        )
        if around.days not in range(7):
            table.note("after", "is 0 to 6 days; use after = 1")
    table.done()
    return around


def _read_days(table: Reader) -> tuple[int, int | None]:
    first = table.may("first", whole, "0", 0)
    last = table.may("last", whole, "6", None)
    for key, days in (("first", first), ("last", last or 0)):
        if days not in range(FAR + 1):
            table.note(key, f"is 0 to {FAR} days; use {key} = {min(max(days, 0), FAR)}")
    table.done()
    return first, last


def _wrong(sketch: Sketch) -> dict[Problem, None]:
    """Give each problem of the plans that it makes once, in order."""
    made = (sketched(sketch, PlanId(""), ClientId(""), "?", day, _EVENING) for day in _WEEK)
    late = f"can come before the plan's first day; use last = {sketch.first + len(_WEEK) - 1}"
    return dict.fromkeys(
        Problem("days.last", late) if problem.key == "bounds.end" else problem
        for plan in made
        for problem in problems(plan)
    )
