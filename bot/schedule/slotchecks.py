"""What is impossible about a plan's slots: windows too small, slots too near one another."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.schedule.plan import Daily, Every, Unit, Weekdays, minutes
from bot.schedule.problem import Problem
from bot.schedule.spans import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.schedule.plan import Cadence, Plan, Slot

_MINUTE = timedelta(minutes=1)
_DAY = 24 * 60
_WEEK = 7


def slot_problems(plan: Plan) -> Iterator[Problem]:
    """Give what is impossible about each slot; about their distances only if each is sound."""
    if not plan.slots:
        yield Problem(
            "slots", 'name at least one time: [[slots]] with from = "18:00", to = "18:00"'
        )
        return
    found = [
        problem
        for number, slot in enumerate(plan.slots, start=1)
        for problem in _slot(f"slots[{number}]", slot)
    ]
    yield from found or _distances(plan)


def _slot(key: str, slot: Slot) -> Iterator[Problem]:
    whole = True
    for end, wall in (("from", slot.from_), ("to", slot.to)):
        if wall != wall.replace(second=0, microsecond=0, tzinfo=None, fold=0):
            whole = False
            near = _clock(minutes(wall))
            yield Problem(f"{key}.{end}", f'is a wall time in whole minutes; use "{near}"')
    gap = slot.min_gap
    if gap < timedelta() or gap >= timedelta(days=1) or gap % _MINUTE:
        whole = False
        least = min(max(gap - gap % _MINUTE, timedelta()), timedelta(minutes=_DAY - 1))
        yield Problem(f"{key}.min_gap", f'is whole minutes, under a day; use "{say(least)}"')
    if slot.count < 1:
        yield Problem(f"{key}.count", f"cannot be {slot.count}; use count = 1")
    if whole:
        yield from _window(key, slot)


def _window(key: str, slot: Slot) -> Iterator[Problem]:
    if slot.width < 0:
        yield Problem(
            f"{key}.to",
            f'"{_hhmm(slot.to)}" is before from; a window ends on the day it begins: '
            'use to = "23:59", and a second slot from "00:00"',
        )
    elif slot.width == 0 and slot.count > 1:
        yield Problem(f"{key}.count", "a fixed time holds one prompt; use count = 1")
    elif slot.count > 1 and slot.count * gap_of(slot) > slot.width:
        yield Problem(f"{key}.count", _too_small(slot))


def _too_small(slot: Slot) -> str:
    """Say what would fit: a room of count times gap leaves a gap's worth to chance."""
    need = slot.count * gap_of(slot)
    ways = [f"use count = {max(slot.width // gap_of(slot), 1)}"]
    if slot.width >= slot.count:
        ways.append(f'min_gap = "{slot.width // slot.count}m"')
    if minutes(slot.from_) + need < _DAY:
        ways.append(f'to = "{_clock(minutes(slot.from_) + need)}"')
    return (
        f"{slot.count} prompts {say(timedelta(minutes=gap_of(slot)))} apart do not fit between "
        f"{_hhmm(slot.from_)} and {_hhmm(slot.to)}; {', or '.join(ways)}"
    )


def _distances(plan: Plan) -> Iterator[Problem]:
    for number, before, here, apart in neighbours(plan):
        if apart < max(gap_of(before), gap_of(here)):
            other = f"slots[{number - 1}]" if number > 1 else "the last of the day before"
            yield _near(number, apart, other)
    if plan.limits.spread > (most := room_to_spread(plan)):
        yield Problem("limits.spread", f'reaches the slot after; use spread = "{say(most)}"')


def room_to_spread(plan: Plan) -> timedelta:
    """Give how much later a fixed time may come before it is too near to the slot after it."""
    spare = (
        apart - max(gap_of(before), gap_of(here))
        for _, before, here, apart in neighbours(plan)
        if before.width == 0
    )
    return timedelta(minutes=max(min(spare, default=_DAY), 0))


def neighbours(plan: Plan) -> Iterator[tuple[int, Slot, Slot, int]]:
    """Give each slot's number with the one before it, itself, and the minutes between them.

    The first comes last, after the last of the day before, if the cadence knows two days in a row.
    """
    for number, (before, here) in enumerate(pairwise(plan.slots), start=2):
        yield number, before, here, minutes(here.from_) - minutes(before.to)
    if plan.slots and _has_neighbours(plan.cadence):
        last, first = plan.slots[-1], plan.slots[0]
        yield 1, last, first, minutes(first.from_) + _DAY - minutes(last.to)


def _near(number: int, apart: int, other: str) -> Problem:
    if apart < 1:
        return Problem(f"slots[{number}].from", f"must come after {other} ends; make them one slot")
    return Problem(
        f"slots[{number}].min_gap",
        f'can come within {apart} minutes of {other}; use min_gap = "{apart}m" in both',
    )


def _has_neighbours(cadence: Cadence) -> bool:
    """Say whether the cadence can name two days in a row."""
    match cadence:
        case Daily() | Every(1, Unit.DAYS):
            return True
        case Weekdays(days):
            return any(day % _WEEK + 1 in days for day in days)
        case _:
            return False


def gap_of(slot: Slot) -> int:
    """Give the least distance in minutes; two prompts never share a minute."""
    return max(slot.min_gap, _MINUTE) // _MINUTE


def _hhmm(wall: time) -> str:
    return wall.isoformat("minutes")


def _clock(minute: int) -> str:
    return _hhmm(time(minute // 60, minute % 60))
