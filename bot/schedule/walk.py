"""The walk through a client's plans: each prompt's turn is taken, put off, or passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from heapq import heappop, heappush, merge
from typing import TYPE_CHECKING

from bot.schedule.ledger import HOUR, Ledger
from bot.schedule.occurrences import Occurrence, State, occurrences, ordinal, skipped
from bot.schedule.pace import Pace
from bot.schedule.pacing import Reason, Rest
from bot.schedule.plan import Overlap, PlanId
from bot.schedule.quiet import when_awake
from bot.schedule.turns import Course, Had, LetGo, Send, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.schedule.occurrences import Anchors, Place

PATIENCE = 400
"""Prompts of a plan let go in a row, or days of it, before we say that none comes."""
AT_LEAST = 20
"""Prompts let go in a row, however far apart."""


class Walk:
    """Walks on from an instant, once.

    What was planned before it and is still good is replayed, to learn what it waits for; a turn
    that came by that instant was taken then, or passed.
    """

    def __init__(
        self,
        courses: Sequence[Course],
        zone: ZoneInfo,
        anchors: Anchors,
        after: datetime,
        key: bytes,
        rest: Rest,
        *,
        resting: bool = True,
    ) -> None:
        """Take what `ahead` takes, and whether to tell of what is let go because it rests."""
        self._courses = courses
        self._zone = zone
        self._after = after
        self._rest = rest
        self._ledger = Ledger([course.plan for course in courses], zone, rest)
        self._begin = after if rest.until is None else max(after, rest.until)
        self._hope = [self._begin + timedelta(days=PATIENCE)] * len(courses)
        self._passed = [0] * len(courses)
        self._turns: list[Turn] = []
        self._done: list[AbstractSet[Place]] = []
        self._before: list[Had] = []
        self._coming: list[Iterator[Occurrence]] = []
        since = after if resting else self._begin
        for n, course in enumerate(courses):
            self._remember(n, course)
            self._coming.append(_coming(course, zone, anchors, since, key))
            if resting or rest.pace is not Pace.REST:
                self._feed(n)
        self._before.sort(reverse=True)

    @property
    def offering(self) -> AbstractSet[PlanId]:
        """The plans of which more may come."""
        return {self._courses[turn.course].plan.id for turn in self._turns}

    def __iter__(self) -> Iterator[Send | LetGo]:
        """Give what is sent, and what is let go, in the order of turns."""
        while self._turns:
            turn = heappop(self._turns)
            while self._before and self._before[-1] < turn[:3]:
                self._ledger.note(self._before.pop())
            step = None if turn.place in self._done[turn.course] else self._step(turn)
            told = step if turn.at > self._after else None
            if told is not None:
                self._count(turn, told)
            if turn.why is None:
                self._feed(turn.course)
            if told is not None:
                yield told

    def _remember(self, n: int, course: Course) -> None:
        """Take in what a plan's client has had already, or will have."""
        self._done.append(frozenset(kept.place for kept in course.recent))
        for kept in course.recent:
            had = Had(kept.due_at, n, kept.place)
            if kept.state is State.WITHDRAWN:
                continue
            if kept.due_at > self._after:
                self._ledger.expect(had)
            else:
                self._before.append(had)

    def _feed(self, n: int) -> None:
        """Let the plan's next prompt have its turn, as long as there is hope."""
        passed = self._passed[n]
        planned = next(self._coming[n], None) if passed < PATIENCE else None
        if planned is not None and (passed < AT_LEAST or planned.due_at <= self._hope[n]):
            heappush(self._turns, Turn(planned.due_at, n, planned.place, planned))

    def _count(self, turn: Turn, step: Send | LetGo) -> None:
        """Note what is sent, and how long a plan has waited to send something."""
        n = turn.course
        if isinstance(step, Send):
            self._ledger.note(Had(*turn[:3]))
            self._passed[n] = 0
            self._hope[n] = turn.at + timedelta(days=PATIENCE)
        elif turn.at >= self._begin:
            self._passed[n] += 1

    def _step(self, turn: Turn) -> Send | LetGo | None:
        """Say what becomes of a turn; None: it is put off."""
        n, at, planned = turn.course, turn.at, turn.planned
        reason = self._set_aside(self._courses[n], planned)
        if reason is None:
            awake = when_awake(at, self._rest.quiet, self._zone)
            if awake > at:
                return self._put_off(turn, awake, Reason.QUIET)
            met = self._ledger.same_hour(n, at)
            if self._ledger.too_near(n, planned.slot, at):
                reason = Reason.TOO_NEAR
            elif met is None:
                reason = self._ledger.full(n, at)
            elif self._courses[n].plan.limits.overlap is Overlap.QUEUE:
                return self._put_off(turn, met + HOUR, Reason.SAME_HOUR)
            else:
                reason = Reason.SAME_HOUR
        return self._send(turn) if reason is None else _let_go(turn, reason)

    def _set_aside(self, course: Course, planned: Occurrence) -> Reason | None:
        """Say why a prompt is not sent, whatever else is planned."""
        pace, until = self._rest.pace, self._rest.until
        if planned.state is State.SKIPPED:
            return Reason.SKIPPED
        if pace is Pace.REST or (until is not None and planned.due_at < until):
            return Reason.RESTING
        if pace is Pace.HALF and ordinal(course.plan, planned.place) % 2:
            return Reason.HALVED
        return None

    def _put_off(self, turn: Turn, until: datetime, why: Reason) -> LetGo | None:
        """Let the prompt have another turn, if it is still good then."""
        if until >= turn.planned.expires_at:
            return _let_go(turn, why)
        heappush(self._turns, turn._replace(at=until, why=why))
        return None

    def _send(self, turn: Turn) -> Send:
        """Put it at its instant; at half pace take the check-ins in turn among those sent."""
        course, planned = self._courses[turn.course], turn.planned
        sent = planned if turn.why is None else replace(planned, due_at=turn.at)
        if self._rest.pace is Pace.HALF:
            checkins = course.plan.checkins
            nth = ordinal(course.plan, planned.place) // 2
            sent = replace(sent, checkin=checkins[nth % len(checkins)])
        return Send(sent, None if turn.why is None else planned.due_at, turn.why)


def _coming(
    course: Course, zone: ZoneInfo, anchors: Anchors, since: datetime, key: bytes
) -> Iterator[Occurrence]:
    """Give a plan's prompts that are still good after `since`, with those left out."""
    plan, exceptions = course.plan, course.exceptions
    good = since - plan.limits.expire_after
    found = occurrences(plan, zone, anchors, good, key, exceptions=exceptions)
    if not exceptions:
        return found
    left = skipped(plan, zone, anchors, since, key, exceptions)
    return merge(found, left, key=lambda one: one.due_at)


def _let_go(turn: Turn, reason: Reason) -> LetGo:
    return LetGo(turn.planned.plan, turn.place, turn.planned.due_at, reason)
