"""Plans around one hour moved to another: there and back is where they were."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from bot.people import ClientId
from bot.schedule.plan import Plan, PlanId
from bot.schedule.retime import retimed
from bot.schedule.risky import Risky
from bot.schedule.template import Template, made, packaged

HOURS = st.builds(Risky, st.integers(1, 7), st.builds(time, st.integers(0, 23), st.integers(0, 59)))
TEMPLATES = st.sampled_from([one for one in packaged().values() if one.needs_risky])
OTHERS = st.sampled_from([one for one in packaged().values() if not one.needs_risky])


def plans(template: Template, hour: Risky) -> tuple[Plan, ...]:
    names = [f"{n:032x}" for n, _ in enumerate(template.plans)]
    return made(
        template,
        client=ClientId("0" * 32),
        start=date(2026, 3, 3),
        risky=hour,
        titles=names,
        ids=[PlanId(name) for name in names],
    )


@given(TEMPLATES, HOURS, HOURS)
def test_they_are_as_if_they_had_always_stood_around_the_new_hour(
    template: Template, before: Risky, after: Risky
) -> None:
    for plan, wanted in zip(plans(template, before), plans(template, after), strict=True):
        moved = retimed(plan, template.plans, before, after) or plan
        assert (moved.cadence, moved.slots) == (wanted.cadence, wanted.slots)
        assert (moved.id, moved.version, moved.bounds) == (plan.id, plan.version, plan.bounds)


@given(TEMPLATES, HOURS, HOURS, st.integers(1, 600))
def test_what_was_moved_by_hand_stays(
    template: Template, before: Risky, after: Risky, minutes: int
) -> None:
    late = before.at.hour * 60 + before.at.minute + minutes
    elsewhere = Risky(before.weekday % 7 + 1, time(late // 60 % 24, late % 60))
    for plan in plans(template, elsewhere):
        known = {(one.cadence, one.slots) for one in plans(template, before)}
        if (plan.cadence, plan.slots) not in known:
            assert retimed(plan, template.plans, before, after) is None


@given(OTHERS, HOURS, HOURS)
def test_a_plan_that_stands_around_no_hour_stays(
    template: Template, before: Risky, after: Risky
) -> None:
    assert all(retimed(p, template.plans, before, after) is None for p in plans(template, before))
