"""Pacing: which occurrence of a plan comes next, once the client's rest is respected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from bot.schedule.occurrences import (
    NO_EXCEPTIONS,
    Exceptions,
    Occurrence,
    Place,
    occurrences,
    ordinal,
)
from bot.schedule.pace import Pace
from bot.schedule.quiet import when_awake

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.people import Quiet
    from bot.schedule.occurrences import Anchors
    from bot.schedule.plan import Plan

_MINUTE = timedelta(minutes=1)
_NIGHT = timedelta(days=2)
"""As far as quiet hours move a prompt, with room for a date that the zone skipped."""
_PATIENCE = 400
"""Occurrences looked at before we say that nothing comes: over a year of daily prompts."""


class Reason(StrEnum):
    """Why an occurrence is let go."""

    QUIET = "quiet"
    """It would have expired before the quiet hours end."""
    CAP = "cap"
    """The client has had that day's share."""
    TOO_NEAR = "too_near"
    """Another prompt comes at that time, or within the plan's gap."""
    HALVED = "halved"
    """The client left prompts unanswered: only every second one is sent."""
    WEEK = "week"
    """The client has had that week's share."""
    SAME_HOUR = "same_hour"
    """Another plan's prompt comes within an hour of it."""
    SKIPPED = "skipped"
    """The client leaves it out."""
    RESTING = "resting"
    """Prompts rest: the client asked for that, or left too many unanswered."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """An occurrence that will not be sent, and why."""

    place: Place
    due_at: datetime
    """As planned. Aware, UTC."""
    reason: Reason


@dataclass(frozen=True, slots=True)
class Coming:
    """The next occurrence of a plan, and what happened on the way to it."""

    occurrence: Occurrence | None = None
    """None: nothing more comes."""
    moved_from: datetime | None = None
    """Its planned instant, if quiet hours moved it. Aware, UTC."""
    let_go: tuple[LetGo, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """What a client's rest asks of every plan."""

    quiet: Quiet
    cap: int = 1
    """Prompts a local day, over all plans."""
    week: int | None = None
    """Prompts an ISO week of the client's calendar, over all plans; None leaves it to the days."""
    until: datetime | None = None
    """Nothing is due before this instant. Aware, UTC."""
    pace: Pace = Pace.FULL


def coming(
    plan: Plan,
    zone: ZoneInfo,
    anchors: Anchors,
    after: datetime,
    key: bytes,
    rest: Rest,
    *,
    exceptions: Exceptions = NO_EXCEPTIONS,
    taken: Collection[datetime] = (),
    done: AbstractSet[Place] = frozenset(),
) -> Coming:
    """Give the plan's next occurrence to be sent after `after`, and what was let go on the way.

    `zone` is the client's. `taken` are the instants of prompts sent or planned for the client,
    by any plan, from the day before `after` on; `done` the places of this plan that had their
    turn. A prompt in quiet hours moves to their end unless it has expired by then. Raises
    ValueError for a naive `after`.
    """
    if rest.pace is Pace.REST:
        return Coming()
    days = Counter(at.astimezone(zone).date() for at in taken)
    let_go: list[LetGo] = []
    since = after - _NIGHT
    found = occurrences(plan, zone, anchors, since, key, exceptions=exceptions)
    for planned in islice(found, _PATIENCE):
        at = when_awake(planned.due_at, rest.quiet, zone)
        if at <= after or planned.place in done or (rest.until and planned.due_at < rest.until):
            continue
        reason = _against(plan, planned, at, rest, taken)
        if reason is None and days[at.astimezone(zone).date()] >= rest.cap:
            reason = Reason.CAP
        if reason is None:
            moved_from = None if at == planned.due_at else planned.due_at
            return Coming(_at_pace(plan, planned, at, rest.pace), moved_from, tuple(let_go))
        let_go.append(LetGo(planned.place, planned.due_at, reason))
    return Coming(let_go=tuple(let_go))


def _against(
    plan: Plan, planned: Occurrence, at: datetime, rest: Rest, taken: Collection[datetime]
) -> Reason | None:
    """Say what, but for the day's cap, speaks against sending it at `at`."""
    gap = max(plan.slots[planned.slot].min_gap, _MINUTE)
    if at >= planned.expires_at:
        return Reason.QUIET
    if rest.pace is Pace.HALF and ordinal(plan, planned.place) % 2:
        return Reason.HALVED
    if any(abs(at - other) < gap for other in taken):
        return Reason.TOO_NEAR
    return None


def _at_pace(plan: Plan, planned: Occurrence, at: datetime, pace: Pace) -> Occurrence:
    """Put it at its instant; at half pace take the check-ins in turn among those sent."""
    if pace is Pace.FULL:
        return planned if at == planned.due_at else replace(planned, due_at=at)
    turn = ordinal(plan, planned.place) // 2
    return replace(planned, due_at=at, checkin=plan.checkins[turn % len(plan.checkins)])
