"""What is ahead over several plans: every promise held, over random plans, zones and years."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.ahead import LetGo, Send, nexts
from bot.schedule.occurrences import Occurrence, Skip, State, occurrences, ordinal
from bot.schedule.pace import Pace
from bot.schedule.pacing import Reason
from tests.bot.schedule.lives import GONE, HOUR, MANY, MINUTE, Life, lives
from tests.bot.schedule.making import ANCHORS, CALM, KEY
from tests.bot.schedule.occurrences_test import meant

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from bot.people import Quiet
    from bot.schedule.plan import PlanId


def gap(life: Life, one: Occurrence, other: Occurrence) -> timedelta:
    """Give the least distance between two prompts."""
    if one.plan != other.plan:
        return HOUR
    slots = life.plan(one).slots
    return max(slots[one.slot].min_gap, slots[other.slot].min_gap, MINUTE)


@CALM
@given(lives())
def test_what_is_ahead_keeps_every_promise(life: Life) -> None:
    sends = [step for step in life.ahead() if isinstance(step, Send)]
    sent = [send.occurrence for send in sends]
    local = [life.local(one.due_at) for one in sent]
    places = [(one.plan, one.place) for one in sent]
    assert len(set(places)) == len(places)
    assert not {(one.plan, one.place) for one in life.had} & set(places)
    assert all(here <= there for here, there in pairwise(one.due_at for one in sent))
    for number, one in enumerate(sent):
        for other in (*life.had, *sent[:number]):
            assert abs(one.due_at - other.due_at) >= gap(life, one, other)
    both = [*local, *(life.local(one.due_at) for one in life.had)]
    by_day = Counter(at.date() for at in both)
    by_week = Counter(at.isocalendar()[:2] for at in both)
    for one, at in zip(sent, local, strict=True):
        assert by_day[at.date()] <= life.rest.cap
        assert life.rest.week is None or by_week[at.isocalendar()[:2]] <= life.rest.week
        assert life.after < one.due_at < one.expires_at
        assert meant(life.plan(one), one.local_date)
        assert not quiet(life.rest.quiet, at)
        assert life.rest.until is None or one.due_at >= life.rest.until
        assert life.rest.pace is not Pace.HALF or ordinal(life.plan(one), one.place) % 2 == 0
    assert not sends or life.rest.pace is not Pace.REST


def quiet(hours: Quiet, at: datetime) -> bool:
    wall = at.time()
    if hours.start <= hours.end:
        return hours.start <= wall < hours.end
    return not hours.end <= wall < hours.start


@CALM
@given(lives())
def test_a_plan_with_its_own_limit_keeps_that_too(life: Life) -> None:
    sent = [step.occurrence for step in life.ahead() if isinstance(step, Send)]
    many = Counter((one.plan, day(one)) for one in (*life.had, *sent))
    for one in sent:
        most = life.plan(one).limits.max_per_day
        assert most is None or many[one.plan, day(one)] <= most


def day(one: Occurrence) -> date:
    return one.due_at.astimezone(ZoneInfo(one.zone)).date()


@CALM
@given(lives())
def test_every_prompt_is_accounted_for_once(life: Life) -> None:
    steps = life.patiently()
    told = [
        (step.occurrence.plan, step.occurrence.place)
        if isinstance(step, Send)
        else (step.plan, step.place)
        for step in steps
    ]
    assert len(set(told)) == len(told)
    reached = [s.occurrence.due_at if isinstance(s, Send) else s.due_at for s in steps]
    until = max(reached, default=life.after)
    for course in life.courses:
        plan = course.plan
        found = occurrences(plan, life.zone, ANCHORS, life.after, KEY, exceptions=course.exceptions)
        for one in islice(found, MANY):
            if one.expires_at < until and one.place not in {past.place for past in course.recent}:
                assert (plan.id, one.place) in told
    for step in steps:
        if isinstance(step, LetGo):
            course = next(course for course in life.courses if course.plan.id == step.plan)
            skipped = isinstance(course.exceptions.get(step.place), Skip)
            assert (step.reason is Reason.SKIPPED) == skipped
        else:
            assert (step.moved_from is None) == (step.why is None)
            assert step.moved_from is None or step.moved_from < step.occurrence.due_at


@CALM
@given(lives())
def test_the_next_of_each_plan_is_the_first_that_is_ahead(life: Life) -> None:
    firsts: dict[PlanId, Send] = {}
    steps = life.ahead(400)
    for step in steps:
        if isinstance(step, Send):
            firsts.setdefault(step.occurrence.plan, step)
    found = nexts(life.courses, life.zone, ANCHORS, life.after, KEY, life.rest)
    assert {plan: found[plan] for plan in firsts} == firsts
    late = [send.occurrence.due_at for plan, send in found.items() if plan not in firsts]
    sent = [step.occurrence.due_at for step in steps if isinstance(step, Send)]
    assert all(at >= max(sent, default=life.after) for at in late)


@CALM
@given(st.data(), lives())
def test_planned_again_after_each_it_goes_on_the_same(data: st.DataObject, life: Life) -> None:
    """Play the service: send the next of all, plan again, sometimes in between as well."""
    life = life.snoozing_nothing()
    meant_to_be = [step.occurrence for step in life.patiently() if isinstance(step, Send)][:8]
    sent: list[Occurrence] = []
    after = life.after
    for one in meant_to_be:
        for at in (after, after + data.draw(st.integers(0, 99)) * (one.due_at - after) / 100):
            assert life.next(sent, at) == one
        sent.append(replace(one, state=data.draw(GONE.filter(lambda s: s is not State.WITHDRAWN))))
        after = one.due_at
