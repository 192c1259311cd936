"""Mending: the nearest plan that works, and what was impossible about the one that was meant.

Whatever can stay stays. A window that cannot hold its prompts is widened by an hour at most;
beyond that it holds fewer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.schedule.checks import FAR, LONGEST, WIDEST, furthest, is_zone, known_zones
from bot.schedule.dates import LAST, dates
from bot.schedule.fault import Fault, Wrong
from bot.schedule.plan import Bounds, Every, Once, Plan, Relative, Weekdays, ZonePolicy
from bot.schedule.slotchecks import room_to_spread
from bot.schedule.slotmending import mend_slots

if TYPE_CHECKING:
    from bot.schedule.fault import Told

_MINUTE = timedelta(minutes=1)
_WEEK = range(1, 8)
_NONE = timedelta()
_USUAL = "goal-mirror"

Step = tuple[Plan, tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A plan without problems, and the faults it had: none means that it is as it was."""

    plan: Plan
    faults: tuple[Fault, ...]


def mend(plan: Plan) -> Mended:
    """Give the nearest plan that `checks.problems` has nothing against."""
    faults: list[Fault] = []
    for step in (_naming, _zone, _cadence, _bounds, _date, mend_slots, _limits, _most):
        plan, found = step(plan)
        faults.extend(found)
    return Mended(plan, tuple(faults))


def _naming(plan: Plan) -> Step:
    faults = []
    if plan.version < 1:
        faults.append(_fault(Wrong.VERSION, plan.version, 1))
        plan = replace(plan, version=1)
    named = tuple(name for name in plan.checkins if name.strip())
    if not named or named != plan.checkins:
        named = named or (_USUAL,)
        faults.append(Fault(Wrong.CHECKINS, {"now": ", ".join(named)}))
        plan = replace(plan, checkins=named)
    if not plan.title.strip():
        faults.append(Fault(Wrong.TITLE, {"now": named[0]}))
        plan = replace(plan, title=named[0])
    return plan, tuple(faults)


def _zone(plan: Plan) -> Step:
    """Mean a zone that is named; without one, or any like it, the client's."""
    zone, was = plan.zone, plan.zone or ""
    if zone is not None and not is_zone(zone):
        zone = next(iter(get_close_matches(zone, known_zones(), n=1)), None)
    policy = ZonePolicy.CLIENT if zone is None else ZonePolicy.FIXED
    if (zone, policy) == (plan.zone, plan.zone_policy):
        return plan, ()
    now: dict[str, Told] = {} if zone is None else {"now": zone}
    fault = Fault(Wrong.ZONE, {"was": was, **now})
    return replace(plan, zone=zone, zone_policy=policy), (fault,)


def _cadence(plan: Plan) -> Step:
    match plan.cadence:
        case Weekdays(days) if list(days) != (kept := sorted(set(days) & set(_WEEK))) or not days:
            here = tuple(kept) or (plan.bounds.start.isoweekday(),)
            return replace(plan, cadence=Weekdays(here)), (Fault(Wrong.WEEKDAYS, {"now": here[0]}),)
        case Every(n, unit) if not 1 <= n <= furthest(unit):
            near = min(max(n, 1), furthest(unit))
            return replace(plan, cadence=Every(near, unit)), (_fault(Wrong.EVERY, n, near),)
        case Relative(anchor, offset):
            faults = []
            if not anchor.strip():
                anchor = "next_session"
                faults.append(Fault(Wrong.ANCHOR, {"now": anchor}))
            if abs(offset) > FAR:
                faults.append(_fault(Wrong.OFFSET, offset, max(-FAR, min(offset, FAR))))
                offset = max(-FAR, min(offset, FAR))
            return replace(plan, cadence=Relative(anchor, offset)), tuple(faults)
        case _:
            return plan, ()


def _bounds(plan: Plan) -> Step:
    """Bring the first day near enough, and the end behind the first day that is named."""
    faults = []
    if plan.bounds.start > LAST:
        faults.append(_fault(Wrong.START, plan.bounds.start, LAST))
        plan = replace(plan, bounds=replace(plan.bounds, start=LAST))
    end = plan.bounds.end
    if end is not None and end < (first := _first(plan)):
        faults.append(_fault(Wrong.END, end, first))
        plan = replace(plan, bounds=replace(plan.bounds, end=first))
    return plan, tuple(faults)


def _first(plan: Plan) -> date:
    """Give the first day that has to be inside: of weekdays the first one named."""
    start = plan.bounds.start
    if isinstance(plan.cadence, Weekdays):
        return next(dates(replace(plan, bounds=Bounds(start)), {}, start), start)
    return start


def _date(plan: Plan) -> Step:
    start, end = plan.bounds.start, plan.bounds.end or LAST
    if not isinstance(plan.cadence, Once) or start <= plan.cadence.date <= end:
        return plan, ()
    near = min(max(plan.cadence.date, start), end)
    return replace(plan, cadence=Once(near)), (_fault(Wrong.DATE, plan.cadence.date, near),)


def _limits(plan: Plan) -> Step:
    limits, faults = plan.limits, []
    good = min(max(_whole(limits.expire_after), _MINUTE), LONGEST)
    if good != limits.expire_after:
        faults.append(_fault(Wrong.EXPIRY, limits.expire_after, good))
    shapely = {_whole(one) for one in limits.reminders if one >= _MINUTE}
    reminders = tuple(sorted(one for one in shapely if one < good))
    if reminders != limits.reminders:
        faults.append(Fault(Wrong.REMINDERS, {"good": good}))
    most = min(room_to_spread(plan), WIDEST)
    spread = min(max(_whole(limits.spread), _NONE), most)
    if spread != limits.spread:
        faults.append(_fault(Wrong.SPREAD, limits.spread, spread))
    mended = replace(limits, expire_after=good, reminders=reminders, spread=spread)
    return replace(plan, limits=mended), tuple(faults)


def _most(plan: Plan) -> Step:
    most = plan.limits.max_per_day
    if most is None or most >= plan.per_day:
        return plan, ()
    limits = replace(plan.limits, max_per_day=plan.per_day)
    return replace(plan, limits=limits), (_fault(Wrong.MOST, most, plan.per_day),)


def _whole(length: timedelta) -> timedelta:
    return length - length % _MINUTE


def _fault(what: Wrong, was: Told, now: Told) -> Fault:
    return Fault(what, {"was": was, "now": now})
