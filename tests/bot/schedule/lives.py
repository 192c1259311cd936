"""Random clients: several plans that want the same hours, what was had, and what they can bear."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from whenever import Instant

from bot.schedule.ahead import Course, LetGo, Send, ahead, nexts
from bot.schedule.occurrences import Move, Occurrence, Place, Skip, State, occurrences
from bot.schedule.pace import Pace
from bot.schedule.pacing import Rest
from bot.schedule.plan import Overlap, Plan, PlanId
from bot.schedule.walk import AT_LEAST
from tests.bot.schedule.making import ANCHORS, KEY, days, nearby, plans, quiets, zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.schedule.occurrences import Exceptions

MANY = 60
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
GONE = st.sampled_from([state for state in State if state is not State.PLANNED])
"""States of what had its turn."""


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

    def patiently(self) -> list[Send | LetGo]:
        """Give what is ahead until a plan might be given up, because it has waited long."""
        waited: Counter[PlanId] = Counter()
        found = []
        for step in self.ahead():
            found.append(step)
            if isinstance(step, Send):
                waited[step.occurrence.plan] = 0
            else:
                waited[step.plan] += 1
                if waited[step.plan] == AT_LEAST:
                    break
        return found

    def next(self, sent: Sequence[Occurrence], at: datetime) -> Occurrence | None:
        """Give what comes next of all, planned by somebody who knows only the past."""
        courses = [
            replace(course, recent=[*course.recent, *of(course.plan, sent)])
            for course in self.courses
        ]
        found = nexts(courses, self.zone, ANCHORS, at, KEY, self.rest)
        coming = [send.occurrence for send in found.values()]
        return min(coming, key=lambda one: (one.due_at, one.plan), default=None)

    @property
    def had(self) -> list[Occurrence]:
        """What was had, and what is snoozed."""
        kept = [one for course in self.courses for one in course.recent]
        return [one for one in kept if one.state is not State.WITHDRAWN]

    def snoozing_nothing(self) -> Life:
        """Give the life without what is set for later: nobody knows later when that was known."""
        courses = (
            replace(course, recent=[one for one in course.recent if one.due_at <= self.after])
            for course in self.courses
        )
        return replace(self, courses=tuple(courses))

    def plan(self, one: Occurrence) -> Plan:
        return next(course.plan for course in self.courses if course.plan.id == one.plan)

    def local(self, at: datetime) -> datetime:
        """Give the client's wall clock, as `whenever` has it."""
        aware = Instant.from_timestamp(int(at.timestamp())).to_tz(self.zone.key)
        return aware.to_plain().to_stdlib()


def of(plan: Plan, sent: Sequence[Occurrence]) -> list[Occurrence]:
    return [one for one in sent if one.plan == plan.id]


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
        changed, past = draw(changes(plan, zone, after)), draw(pasts(plan, zone, after))
        courses.append(Course(plan, changed, past))
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


@st.composite
def pasts(draw: st.DrawFn, plan: Plan, zone: ZoneInfo, after: datetime) -> tuple[Occurrence, ...]:
    """Give what may have become of a plan's last prompts: not all came, some came later."""
    since = after - timedelta(days=draw(st.integers(0, 9)))
    found = occurrences(plan, zone, ANCHORS, since, KEY)
    kept = []
    for one in takewhile(lambda one: one.due_at <= after, islice(found, 9)):
        late = draw(st.sampled_from([0, 0, 40, 600])) * MINUTE
        state = draw(st.none() | GONE)
        if state is not None:
            kept.append(replace(one, due_at=one.due_at + late, state=state))
    return tuple(kept)
