"""The local dates of a plan, found by arithmetic: a long idle stretch costs nothing."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, assert_never

from bot.schedule.plan import Daily, Every, Once, Relative, Unit, Weekdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.schedule.plan import Plan

LAST = date(9998, 12, 31)
"""A year short of the calendar's end, so that expiry and zones still fit in."""


def dates(plan: Plan, anchors: Mapping[str, date], since: date) -> Iterator[date]:
    """Give the plan's dates from `since` on, ascending; none if its anchor is unknown."""
    first = max(plan.bounds.start, since).toordinal()
    last = min(plan.bounds.end or LAST, LAST).toordinal()
    for day in _ordinals(plan, anchors, first):
        if day > last:
            return
        if day >= first:
            yield date.fromordinal(day)


def index(plan: Plan, day: date) -> int:
    """Count the plan's dates from its first day up to, not with, `day`; 0 for a single date."""
    start, here = plan.bounds.start.toordinal(), day.toordinal()
    match plan.cadence:
        case Daily():
            return here - start
        case Weekdays(days):
            return _weekdays_before(days, here) - _weekdays_before(days, start)
        case Every() as every:
            return (here - start) // _stride(every)
        case Once() | Relative():
            return 0
        case other:
            assert_never(other)


def _ordinals(plan: Plan, anchors: Mapping[str, date], first: int) -> Iterable[int]:
    """Give the cadence's days as ordinals, ascending, from `first` or a little before."""
    match plan.cadence:
        case Daily():
            return count(first)
        case Weekdays(days):
            monday = first - (first - 1) % 7
            return (week + day - 1 for week in count(monday, 7) for day in days)
        case Every() as every:
            stride = _stride(every)
            return count(first + (plan.bounds.start.toordinal() - first) % stride, stride)
        case Once(day):
            return (day.toordinal(),)
        case Relative(anchor, offset):
            known = anchors.get(anchor)
            return () if known is None else (known.toordinal() + offset,)
        case other:
            assert_never(other)


def _stride(every: Every) -> int:
    return every.n * 7 if every.unit is Unit.WEEKS else every.n


def _weekdays_before(days: tuple[int, ...], ordinal: int) -> int:
    """Count such weekdays since 1 January of the year 1, which was a Monday and has ordinal 1."""
    weeks, rest = divmod(ordinal - 1, 7)
    return weeks * len(days) + sum(day <= rest for day in days)
