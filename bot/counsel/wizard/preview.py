"""A look ahead: what a plan would send, what moves or is dropped, and what gives way to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.schedule.ahead import Course, LetGo, Send, ahead
from bot.schedule.pacing import Reason
from bot.schedule.plan import PlanStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.counsel.wizard.facts import Facts
    from bot.schedule.places import Place
    from bot.schedule.plan import Plan, PlanId

SENDS: Final = 10
"""Sends that are shown."""
_STEPS: Final = 2000
"""Sends and others of all plans that are looked at before we stop looking."""
_FAR: Final = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Prompts of the plan that would not be sent, for one reason."""

    reason: Reason
    count: int
    first: datetime
    """As planned. Aware, UTC."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan would do among the client's others."""

    sends: tuple[Send, ...]
    """Its next ones, ten at most."""
    dropped: tuple[Dropped, ...]
    """What is not sent until the last of them."""
    gives_way: tuple[LetGo, ...]
    """What other plans would have sent until then, and would not."""
    most: int
    """Prompts that all plans hold on one local day, whatever the client's cap."""


def preview(plan: Plan, facts: Facts) -> Preview:
    """Look ahead with the plan in its place, as if it were active."""
    shown = replace(plan, status=PlanStatus.ACTIVE)
    steps = list(_until_enough(_with(shown, facts), shown.id, facts))
    sends = tuple(_sends(steps, shown.id))
    own = [one for one in steps if isinstance(one, LetGo) and one.plan == shown.id]
    return Preview(sends, _dropped(own), _gives_way(steps, shown.id, facts), _most(steps, facts))


def _with(plan: Plan, facts: Facts) -> list[Course]:
    """Put the plan into its place among the client's, or behind them."""
    here = any(course.plan.id == plan.id for course in facts.courses)
    courses = [
        replace(course, plan=plan) if course.plan.id == plan.id else course
        for course in facts.courses
    ]
    return courses if here else [*courses, Course(plan)]


def _walk(courses: list[Course], facts: Facts) -> Iterator[Send | LetGo]:
    found = ahead(courses, facts.zone, facts.anchors, facts.now, facts.key, facts.rest)
    for step in islice(found, _STEPS):
        if _at(step) > facts.now + _FAR:
            return
        yield step


def _until_enough(courses: list[Course], plan: PlanId, facts: Facts) -> Iterator[Send | LetGo]:
    """Walk until ten sends of the plan are found."""
    found = 0
    for step in _walk(courses, facts):
        yield step
        found += isinstance(step, Send) and step.occurrence.plan == plan
        if found == SENDS:
            return


def _at(step: Send | LetGo) -> datetime:
    return step.occurrence.due_at if isinstance(step, Send) else step.due_at


def _sends(steps: list[Send | LetGo], plan: PlanId) -> Iterator[Send]:
    for step in steps:
        if isinstance(step, Send) and step.occurrence.plan == plan:
            yield step


def _dropped(let_go: list[LetGo]) -> tuple[Dropped, ...]:
    counts = Counter(one.reason for one in let_go)
    firsts: Mapping[Reason, datetime] = {one.reason: one.due_at for one in reversed(let_go)}
    return tuple(Dropped(reason, n, firsts[reason]) for reason, n in counts.items())


def _gives_way(steps: list[Send | LetGo], plan: PlanId, facts: Facts) -> tuple[LetGo, ...]:
    """Give what other plans send as things stand, and would not send with the plan."""
    others = [one for one in steps if isinstance(one, LetGo) and one.plan != plan]
    if not others:
        return ()
    last = max(map(_at, steps))
    sent: set[tuple[PlanId, Place]] = set()
    for step in _walk(list(facts.courses), facts):
        if _at(step) > last:
            break
        if isinstance(step, Send):
            sent.add((step.occurrence.plan, step.occurrence.place))
    return tuple(one for one in others if (one.plan, one.place) in sent)


def _most(steps: list[Send | LetGo], facts: Facts) -> int:
    """Count what all plans hold on the fullest day, if only the cap on days were higher."""
    days = Counter(
        _at(step).astimezone(facts.zone).date()
        for step in steps
        if isinstance(step, Send) or step.reason is Reason.CAP
    )
    return max(days.values(), default=0)
