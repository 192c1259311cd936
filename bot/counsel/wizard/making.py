"""The plan under construction: the usual one to begin with, and each part put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import Draft
from bot.schedule.data import from_data, to_data
from bot.schedule.plan import Bounds, Limits, Once, Plan, Relative, Slot, Weekdays

if TYPE_CHECKING:
    from bot.counsel.wizard.facts import Facts
    from bot.people import ClientId, CounselorId
    from bot.schedule.plan import Cadence, PlanId

ABOUT: Final = "plan"
"""What the wizard's drafts are about."""
SUMMARY: Final = "summary"
"""The step that every other step comes back to."""
_USUAL: Final = "week-review"
_TUESDAY: Final = 2
_EVENING: Final = time(18)
_DAY: Final = timedelta(days=1)


def usual(plan: PlanId, client: ClientId, facts: Facts) -> Plan:
    """Give the plan that the wizard begins with: the week's review, Tuesdays at six."""
    checkin = _USUAL if _USUAL in facts.titles else next(iter(facts.titles))
    return Plan(
        id=plan,
        client=client,
        version=1,
        title=facts.title_of(checkin),
        checkins=(checkin,),
        cadence=Weekdays((_TUESDAY,)),
        slots=(Slot(_EVENING, _EVENING),),
        bounds=Bounds(facts.today + _DAY),
        limits=Limits(expire_after=timedelta(hours=12), reminders=(timedelta(hours=3),)),
    )


def open_(counselor: CounselorId, plan: Plan, *, base: int, turn: int = 0) -> Draft:
    """Begin with a plan: a new one (`base` 0), or the version `base` of one there is."""
    data = {"plan": to_data(plan), "base": base}
    return Draft(counselor, ABOUT, SUMMARY, turn=turn, client=plan.client, data=data)


def plan_of(draft: Draft) -> Plan:
    """Give the plan that a draft holds."""
    return from_data(draft.data["plan"])


def with_plan(draft: Draft, plan: Plan, step: str) -> Draft:
    """Give the draft one turn further, at a step, with the plan changed."""
    return draft.at(step, plan=to_data(plan))


def asked(plan: Plan, checkins: tuple[str, ...], facts: Facts) -> Plan:
    """Let the plan ask these; it is called by their titles."""
    title = ", ".join(facts.title_of(name) for name in checkins)
    return replace(plan, checkins=checkins, title=title)


def on(plan: Plan, cadence: Cadence, facts: Facts) -> Plan:
    """Let the plan come on these days, and begin no later than they do."""
    bounds = plan.bounds
    if isinstance(cadence, Once):
        bounds = Bounds(min(bounds.start, cadence.date))
    elif isinstance(cadence, Relative):
        bounds = Bounds(min(bounds.start, facts.today))
    return replace(plan, cadence=cadence, bounds=bounds)


def at(plan: Plan, *slots: Slot) -> Plan:
    """Let the plan come at these times, and hold as many a day as they do."""
    changed = replace(plan, slots=slots)
    if plan.limits.max_per_day is None:
        return changed
    most = max(plan.limits.max_per_day, changed.per_day)
    return replace(changed, limits=replace(plan.limits, max_per_day=most))


def limited(plan: Plan, limits: Limits) -> Plan:
    """Let the plan keep these limits; a reminder that would come too late is left out."""
    kept = tuple(one for one in limits.reminders if one < limits.expire_after)
    return replace(plan, limits=replace(limits, reminders=kept))
