"""What is ahead over several plans: every promise held, over random plans, zones and years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant

from bot.schedule.ahead import Course, LetGo, Send, ahead, nexts
from bot.schedule.occurrences import Move, Occurrence, Place, Skip, State, occurrences, ordinal
from bot.schedule.pace import Pace
from bot.schedule.pacing import Reason, Rest
from bot.schedule.plan import Overlap, Plan, PlanId
from tests.bot.schedule.making import ANCHORS, CALM, KEY, days, nearby, plans, quiets, zones
from tests.bot.schedule.occurrences_test import meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.people import Quiet
    from bot.schedule.occurrences import Exceptions

MANY = 60
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
GONE = st.sampled_from([state for state in State if state is not State.PLANNED])


@dataclass(frozen=True)
class Life:
    """One client: their plans, where they are, what they can bear, and an instant."""

    courses: tuple[Course, ...]
    zone: ZoneInfo
    after: datetime
    rest: Rest

    def ahead(self, many: int = MANY) -> list[Send | LetGo]:
        steps = ahead(self.courses, self.zone, ANCHORS, self.after, KEY, self.rest)
        return list(islice(steps, many))

    def plan(self, one: Occurrence) -> Plan:
        return next(course.plan for course in self.courses if course.plan.id == one.plan)

    def local(self, at: datetime) -> datetime:
        """Give the client's wall clock, as `whenever` has it."""
        aware = Instant.from_timestamp(int(at.timestamp())).to_tz(self.zone.key)
        return aware.to_plain().to_stdlib()


@st.composite
def lives(draw: st.DrawFn, most: int = 3) -> Life:
    """Give a client of one to three plans, which often want the same hours."""
    start = draw(days)
    near = st.integers(0, 9).map(lambda n: start + timedelta(n))
    zone = draw(zones)
    first = draw(plans(near))
    after = draw(nearby(first, zone))
    courses = []
    for n in range(draw(st.integers(1, most))):
        plan = draw(plans(near)) if n else first
        if n and draw(st.booleans()):
            per_day = first.limits.max_per_day
            limits = replace(plan.limits, max_per_day=per_day, spread=first.limits.spread)
            plan = replace(plan, slots=first.slots, cadence=first.cadence, limits=limits)
        overlap = draw(st.sampled_from([*Overlap, Overlap.QUEUE]))
        plan = replace(plan, id=PlanId(f"{n}"), limits=replace(plan.limits, overlap=overlap))
        courses.append(Course(plan, draw(changes(plan, zone, after))))
    rest = Rest(
        quiet=draw(quiets),
        cap=draw(st.integers(1, 4)),
        week=draw(st.none() | st.integers(1, 9)),
        until=draw(st.none() | st.none() | st.integers(-99, 999).map(lambda n: after + n * HOUR)),
        pace=draw(st.sampled_from([*[Pace.FULL] * 4, Pace.HALF, Pace.REST])),
    )
    return Life(tuple(courses), zone, after, rest)


@st.composite
def changes(draw: st.DrawFn, plan: Plan, zone: ZoneInfo, after: datetime) -> Exceptions:
    """Give what the client changed about a few prompts that are next."""
    found = list(islice(occurrences(plan, zone, ANCHORS, after, KEY), 5))
    changed: dict[Place, Skip | Move] = {}
    for one in found:
        local = one.due_at.astimezone(ZoneInfo(one.zone)).replace(tzinfo=None, second=0, fold=0)
        to = draw(st.integers(-600, 600)) * MINUTE
        what = draw(st.sampled_from([None, None, Skip(), Move(local + to)]))
        if what is not None:
            changed[one.place] = what
    return changed


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
    assert len({(one.plan, one.place) for one in sent}) == len(sent)
    assert all(here <= there for here, there in pairwise(one.due_at for one in sent))
    for number, one in enumerate(sent):
        for other in sent[:number]:
            assert one.due_at - other.due_at >= gap(life, one, other)
    by_day = Counter(at.date() for at in local)
    by_week = Counter(at.isocalendar()[:2] for at in local)
    assert max(by_day.values(), default=0) <= life.rest.cap
    assert life.rest.week is None or max(by_week.values(), default=0) <= life.rest.week
    for one, at in zip(sent, local, strict=True):
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
    days_of = Counter(
        (one.plan, one.due_at.astimezone(ZoneInfo(one.zone)).date())
        for one in sent
        if life.plan(one).limits.max_per_day is not None
    )
    for (plan, _), many in days_of.items():
        most = next(c.plan.limits.max_per_day for c in life.courses if c.plan.id == plan)
        assert most is not None
        assert many <= most


@CALM
@given(lives())
def test_every_prompt_is_accounted_for_once(life: Life) -> None:
    steps = life.ahead()
    told = [
        (step.occurrence.plan, step.occurrence.place)
        if isinstance(step, Send)
        else (step.plan, step.place)
        for step in steps
    ]
    assert len(set(told)) == len(told)
    reached = [s.occurrence.due_at if isinstance(s, Send) else s.due_at for s in steps]
    until = max(reached, default=life.after) if len(steps) == MANY else life.after
    for course in life.courses:
        plan = course.plan
        found = occurrences(plan, life.zone, ANCHORS, life.after, KEY, exceptions=course.exceptions)
        for one in islice(found, MANY):
            if one.expires_at < until:
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
    meant_to_be = [step.occurrence for step in life.ahead() if isinstance(step, Send)][:8]
    sent: list[Occurrence] = []
    after = life.after
    for one in meant_to_be:
        for at in (after, after + data.draw(st.integers(0, 99)) * (one.due_at - after) / 100):
            assert first(life, sent, at) == one
        sent.append(replace(one, state=data.draw(GONE.filter(lambda s: s is not State.WITHDRAWN))))
        after = one.due_at


def first(life: Life, sent: Sequence[Occurrence], at: datetime) -> Occurrence:
    """Give what comes next of all, planned by somebody who knows only the past."""
    courses = [
        replace(course, recent=[one for one in sent if one.plan == course.plan.id])
        for course in life.courses
    ]
    found = nexts(courses, life.zone, ANCHORS, at, KEY, life.rest)
    return min((send.occurrence for send in found.values()), key=lambda one: (one.due_at, one.plan))
