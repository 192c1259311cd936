"""What giving plans changes: a copy keeps the rhythm, and what is given twice is given once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.counsel.changes import UNBORN, Change, Person, change, copies, from_template, seal
from bot.people import ClientId
from bot.schedule.checks import problems
from bot.schedule.dates import dates
from bot.schedule.plan import PlanId, Relative
from bot.schedule.risky import Risky
from bot.schedule.template import packaged
from tests.bot.schedule.making import ANCHORS, CALM, plans

if TYPE_CHECKING:
    from bot.schedule.plan import Plan

TODAY = date(2026, 3, 2)
TEMPLATES = packaged()
SKETCHES = tuple(sketch for one in TEMPLATES.values() for sketch in one.plans)
ANN, BEN = ClientId("a" * 32), ClientId("b" * 32)
NEAR = st.dates(date(2025, 6, 1), date(2026, 12, 1))
riskies = st.builds(Risky, st.integers(1, 7), st.builds(time, st.integers(0, 23)))
names = st.sampled_from(sorted(TEMPLATES))


def person(client: ClientId, *planned: Plan, risky: Risky | None = None) -> Person:
    return Person(client, "Blue", "en", TODAY, planned, risky)


def template(name: str, whom: Person, otherwise: Risky | None = None) -> tuple[Plan, ...]:
    return from_template(TEMPLATES[name], whom, otherwise, ["x"] * len(TEMPLATES[name].plans))


def born(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
    return tuple(replace(plan, id=PlanId(f"{n:032}")) for n, plan in enumerate(plans))


def after(one: Change) -> Person:
    left = tuple(plan for plan in one.person.plans if plan not in one.ends)
    return replace(one.person, plans=(*left, *born(one.begins)))


def to(whom: Person, wanted: tuple[Plan, ...], *, adds: bool = False) -> Change:
    return change(whom, wanted, adds=adds, phased=True)


@CALM
@given(st.lists(plans(NEAR), max_size=4, unique_by=lambda plan: plan.title))
def test_a_copy_keeps_wall_times_the_rotation_and_the_days(source: list[Plan]) -> None:
    made = copies(person(ANN, *source), person(BEN), SKETCHES)
    left = list(source)
    for copy in made:
        origin = left.pop(next(n for n, one in enumerate(left) if one.title == copy.title))
        assert copy.id == UNBORN
        assert (copy.client, copy.version) == (BEN, 1)
        assert copy.checkins == origin.checkins
        assert (copy.slots, copy.limits, copy.cadence) == (
            origin.slots,
            origin.limits,
            origin.cadence,
        )
        assert (copy.zone, copy.zone_policy) == (origin.zone, origin.zone_policy)
        assert copy.bounds.start > TODAY
        assert problems(copy) == ()
        days = dates(origin, ANCHORS, TODAY + timedelta(days=1))
        assert list(islice(dates(copy, ANCHORS, TODAY), 50)) == list(islice(days, 50))


@CALM
@given(plans(NEAR))
def test_only_what_is_past_is_not_copied(plan: Plan) -> None:
    assume(not isinstance(plan.cadence, Relative))
    ahead = next(dates(plan, ANCHORS, TODAY + timedelta(days=1)), None)
    assert len(copies(person(ANN, plan), person(BEN), SKETCHES)) == (ahead is not None)


@given(names, st.none() | riskies, riskies)
def test_a_copied_template_stands_around_the_others_own_hour(
    name: str, theirs: Risky | None, mine: Risky
) -> None:
    ann, ben = person(ANN, risky=mine), person(BEN, risky=theirs)
    given_ = born(template(name, ann))
    copied = copies(replace(ann, plans=given_), ben, SKETCHES)
    assert [(plan.checkins, plan.cadence, plan.slots) for plan in template(name, ben, mine)] == [
        (plan.checkins, plan.cadence, plan.slots) for plan in copied
    ]


@given(names, riskies, st.booleans())
def test_given_twice_is_given_once(name: str, risky: Risky, adds: bool) -> None:
    ann = person(ANN, risky=risky)
    first = to(ann, template(name, ann), adds=adds)
    assert first.begins == template(name, ann)
    assert to(after(first), template(name, ann), adds=adds).none


@CALM
@given(st.lists(plans(NEAR), max_size=3), names, riskies, st.booleans())
def test_they_end_up_with_what_was_wanted_and_what_stays(
    had: list[Plan], name: str, risky: Risky, adds: bool
) -> None:
    there = born(tuple(had))
    ann = person(ANN, *there, risky=risky)
    wanted = template(name, ann)
    one = to(ann, wanted, adds=adds)
    kept = [plan for plan in there if plan not in one.ends]
    assert set(one.begins) <= set(wanted)
    if adds:
        assert kept == list(there)
    else:
        assert len(kept) + len(one.begins) == len(wanted)
    assert to(after(one), wanted, adds=adds).none


@given(names, names, riskies)
def test_the_seal_tells_any_other_change(one: str, other: str, risky: Risky) -> None:
    ann = person(ANN, risky=risky)
    a, b = (seal([to(ann, template(name, ann))]) for name in (one, other))
    assert (a == b) == (one == other)
    assert seal([to(ann, template(one, ann))]) == a
    assert seal([]) != a
