"""What is impossible about a plan: every problem, in plain words, with a near value that works."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from bot.schedule.dates import LAST, dates
from bot.schedule.plan import Bounds, Every, Once, Relative, Unit, Weekdays, ZonePolicy
from bot.schedule.problem import Problem, nearest
from bot.schedule.slotchecks import slot_problems
from bot.schedule.spans import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from bot.schedule.plan import Limits, Plan

FAR = 3650
"""Days: ten years, the furthest that `every` and an offset reach."""
LONGEST = timedelta(days=30)
"""The longest that a prompt stays good."""
WIDEST = timedelta(minutes=30)
"""The widest that a fixed time is spread."""
_MINUTE = timedelta(minutes=1)
_WEEK = 7


def problems(plan: Plan) -> tuple[Problem, ...]:
    """Give all that is impossible about a plan; none means it can be kept."""
    return (
        *_naming(plan),
        *_zone(plan),
        *_bounds(plan.bounds),
        *_cadence(plan),
        *slot_problems(plan),
        *_limits(plan.limits),
        *_most(plan),
    )


def _naming(plan: Plan) -> Iterator[Problem]:
    if plan.version < 1:
        yield Problem("version", "counts from 1")
    if not plan.title.strip():
        yield Problem("title", 'is empty; give the plan a name, such as "Tuesday evening"')
    if not plan.checkins or not all(name.strip() for name in plan.checkins):
        yield Problem("checkins", 'name at least one check-in, such as ["goal-mirror"]')


def _zone(plan: Plan) -> Iterator[Problem]:
    fixed = plan.zone_policy is ZonePolicy.FIXED
    if fixed and plan.zone is None:
        yield Problem("zone", 'is missing; name one, such as "Europe/London", or use "client"')
    elif not fixed and plan.zone is not None:
        yield Problem("zone", 'follows the client here; leave it out, or use "client"')
    elif plan.zone is not None and not is_zone(plan.zone):
        hint = nearest(plan.zone, known_zones()) or '; write it as in "Europe/London"'
        yield Problem("zone", f'"{plan.zone}" is not a time zone{hint}')


@cache
def known_zones() -> AbstractSet[str]:
    """Give the names of all time zones; to look for them takes a while."""
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Say whether a name is a time zone's."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a path, or a folder of zones
        return False
    return True


def _bounds(bounds: Bounds) -> Iterator[Problem]:
    if bounds.end is not None and bounds.end < bounds.start:
        yield Problem(
            "bounds.end", f"{bounds.end} is before the first day; use {bounds.start} or later"
        )
    if bounds.start > LAST:
        yield Problem("bounds.start", f"{bounds.start} is too far away; use {LAST} or earlier")


def _cadence(plan: Plan) -> Iterator[Problem]:
    match plan.cadence:
        case Weekdays(days) if list(days) != sorted(set(days) & set(range(1, _WEEK + 1))):
            yield Problem("cadence.weekdays", "are the numbers 1 to 7, ascending, each once")
        case Weekdays(()):
            yield Problem("cadence.weekdays", 'name at least one day, such as ["tue"]')
        case Every(n, unit) if not 1 <= n <= (most := furthest(unit)):
            yield Problem("cadence.n", f"cannot be {n}; use n = {1 if n < 1 else most}")
        case Relative(anchor, offset) if not anchor.strip() or abs(offset) > FAR:
            if not anchor.strip():
                yield Problem("cadence.anchor", 'name a day, such as "next_session"')
            if abs(offset) > FAR:
                near = FAR if offset > 0 else -FAR
                yield Problem("cadence.offset", f"{offset} days is too far; use offset = {near}")
        case Once(day) if not plan.bounds.start <= day <= (plan.bounds.end or LAST):
            yield Problem(
                "cadence.date", f"{day} is outside the plan; use date = {plan.bounds.start}"
            )
        case Weekdays():
            yield from _empty(plan)
        case _:
            pass


def furthest(unit: Unit) -> int:
    """Give the most days or weeks that `every` reaches."""
    return FAR // _WEEK if unit is Unit.WEEKS else FAR


def _empty(plan: Plan) -> Iterator[Problem]:
    """Find a plan that ends before the first of its weekdays."""
    end = plan.bounds.end
    if end is None or end < plan.bounds.start:
        return
    unending = replace(plan, bounds=Bounds(plan.bounds.start))
    first = next(dates(unending, {}, plan.bounds.start), date.max)
    if first > end:
        yield Problem(
            "bounds.end", f"{end} comes before the plan's first day; use end = {first} or later"
        )


def _limits(limits: Limits) -> Iterator[Problem]:
    good = limits.expire_after
    if good <= timedelta() or good > LONGEST or good % _MINUTE:
        near = min(max(good - good % _MINUTE, _MINUTE), LONGEST)
        yield Problem("limits.expire_after", f'cannot be {_length(good)}; use "{say(near)}"')
    shapely = all(one >= _MINUTE and not one % _MINUTE for one in limits.reminders)
    if not shapely or list(limits.reminders) != sorted(set(limits.reminders)):
        yield Problem(
            "limits.reminders", 'are whole minutes after the prompt, ascending, as in ["3h", "6h"]'
        )
    elif limits.reminders and limits.reminders[-1] >= good:
        kept = ", ".join(f'"{say(one)}"' for one in limits.reminders if one < good)
        yield Problem(
            "limits.reminders",
            f"one would come when the prompt has expired; use reminders = [{kept}]",
        )
    spread = limits.spread
    if spread < timedelta() or spread > WIDEST or spread % _MINUTE:
        near = min(max(spread - spread % _MINUTE, timedelta()), WIDEST)
        yield Problem("limits.spread", f'cannot be {_length(spread)}; use "{say(near)}"')


def _length(length: timedelta) -> str:
    """Write a length with its sign, which Python would give as a day less and hours."""
    return f"-{-length}" if length < timedelta() else str(length)


def _most(plan: Plan) -> Iterator[Problem]:
    most = plan.limits.max_per_day
    if most is not None and most < max(plan.per_day, 1):
        yield Problem(
            "limits.max_per_day",
            f"{most} is less than the slots hold in a day; use {max(plan.per_day, 1)}, "
            "or fewer prompts in the slots",
        )
