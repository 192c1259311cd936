"""An occurrence: one planned prompt, at one place in a plan and one instant.

Rules: local date, wall time and zone are the truth. A time in a DST gap moves forward by the
gap; one in a fold fires once, the first time. Prompts that then meet, or come nearer than
`min_gap`, become one: the earlier. A date the zone skipped has none. Instants never decrease.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from heapq import merge
from itertools import groupby, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.schedule.dates import dates, index
from bot.schedule.draw import times
from bot.schedule.plan import PlanStatus
from bot.schedule.wall import instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.people import ClientId
    from bot.schedule.plan import Plan, PlanId

Anchors = Mapping[str, date]
"""Local dates by name: `enrolment`, `last_session`, `next_session`, or the client's own."""


class Place(NamedTuple):
    """Where an occurrence stands in its plan; unique per plan, whatever its version."""

    local_date: date
    slot: int
    """Index into the plan's slots."""
    seq: int
    """Which of the slot's prompts on that day, from 0."""


class State(StrEnum):
    """How it went with an occurrence."""

    PLANNED = "planned"
    SENT = "sent"
    SNOOZED = "snoozed"
    """Sent, and wanted again later: it is due anew."""
    ANSWERED = "answered"
    LATE = "late"
    """Answered after it had expired."""
    SKIPPED = "skipped"
    """The client asked to leave this one out."""
    WITHDRAWN = "withdrawn"
    """The plan was edited, paused or ended before it was sent."""
    EXPIRED = "expired"
    """Held back by quiet hours, the cap or an open check-in until it was no longer good."""
    MISSED_BY_SYSTEM = "missed_by_system"
    """We failed to send it in time; never held against the client."""
    MISSED_BY_CLIENT = "missed_by_client"
    """Sent, and not answered before it expired."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One planned prompt. Local date, wall time and zone are the truth; UTC is derived."""

    plan: PlanId
    plan_version: int
    client: ClientId
    local_date: date
    """The date the plan meant, in `zone`; part of the place, so it stays when the time moves."""
    slot: int
    seq: int
    due_at: datetime
    """Aware, UTC."""
    expires_at: datetime
    """Aware, UTC; not sent from this instant on."""
    zone: str
    """IANA name of the zone the wall time was read in."""
    checkin: str
    state: State = State.PLANNED

    @property
    def place(self) -> Place:
        """Where it stands in its plan."""
        return Place(self.local_date, self.slot, self.seq)


@dataclass(frozen=True, slots=True)
class Skip:
    """The client leaves this occurrence out."""


@dataclass(frozen=True, slots=True)
class Move:
    """The client has this occurrence at another time."""

    to: datetime
    """Naive: a wall time in the plan's zone, whole minutes."""


Exceptions = Mapping[Place, Skip | Move]
"""What the client changed about single occurrences of one plan."""

NO_EXCEPTIONS: Exceptions = MappingProxyType({})

_Prompt = tuple[datetime, Place]
_MINUTE = timedelta(minutes=1)
_LOOK_BACK = timedelta(days=1)
"""A prompt may come on the date after its own, or meet one of the date before."""


def occurrences(
    plan: Plan,
    zone: ZoneInfo,
    anchors: Anchors,
    after: datetime,
    key: bytes,
    *,
    exceptions: Exceptions = NO_EXCEPTIONS,
) -> Iterator[Occurrence]:
    """Give the plan's occurrences due after `after`, instants never decreasing.

    `zone` is the client's; a plan with a fixed zone keeps its own. `after` is aware. `key` draws
    the minutes in windows. None at all unless the plan is active. Quiet hours and caps are
    `pacing`'s. Raises ValueError for a naive `after`.
    """
    if after.tzinfo is None:
        raise ValueError("after must be aware")
    if plan.status is not PlanStatus.ACTIVE:
        return iter(())
    where = zone if plan.zone is None else ZoneInfo(plan.zone)
    since = after.astimezone(where).date() - _LOOK_BACK
    prompts = _apart(plan, _prompts(plan, where, anchors, since, key, exceptions))
    if exceptions:
        moved = sorted(_moved(plan, where, anchors, exceptions))
        prompts = _apart(plan, merge(prompts, moved))
    if plan.limits.max_per_day is not None:
        prompts = _within_day(plan.limits.max_per_day, where, prompts)
    return (_occurrence(plan, where, due_at, place) for due_at, place in prompts if due_at > after)


def _prompts(
    plan: Plan,
    zone: ZoneInfo,
    anchors: Anchors,
    since: date,
    key: bytes,
    exceptions: Exceptions,
) -> Iterator[_Prompt]:
    """Give what the plan itself holds, in the order of its places."""
    for day in dates(plan, anchors, since):
        for number, slot in enumerate(plan.slots):
            for seq, wall in enumerate(times(slot, plan.id, day, number, key)):
                place = Place(day, number, seq)
                due_at = None if place in exceptions else instant(day, wall, zone)
                if due_at is not None:
                    yield due_at, place


def _moved(
    plan: Plan, zone: ZoneInfo, anchors: Anchors, exceptions: Exceptions
) -> Iterator[_Prompt]:
    """Give the occurrences that the client moved, if the plan still holds their places."""
    for place, change in exceptions.items():
        if isinstance(change, Move) and _holds(plan, anchors, place):
            due_at = instant(change.to.date(), change.to.time(), zone)
            if due_at is not None:
                yield due_at, place


def _holds(plan: Plan, anchors: Anchors, place: Place) -> bool:
    return (
        next(dates(plan, anchors, place.local_date), None) == place.local_date
        and place.slot < len(plan.slots)
        and place.seq < plan.slots[place.slot].count
    )


def _apart(plan: Plan, prompts: Iterable[_Prompt]) -> Iterator[_Prompt]:
    """Let go of every prompt that meets the one before, or comes nearer than the wider gap."""
    gaps = tuple(max(slot.min_gap, _MINUTE) for slot in plan.slots)
    before: _Prompt | None = None
    for due_at, place in prompts:
        if before is None or due_at - before[0] >= max(gaps[place.slot], gaps[before[1].slot]):
            before = (due_at, place)
            yield before


def _within_day(most: int, zone: ZoneInfo, prompts: Iterable[_Prompt]) -> Iterator[_Prompt]:
    """Let go of what exceeds a local day: only a move, or a gap at midnight, can cause that."""
    for _, day in groupby(prompts, key=lambda prompt: prompt[0].astimezone(zone).date()):
        yield from islice(day, most)


def _occurrence(plan: Plan, zone: ZoneInfo, due_at: datetime, place: Place) -> Occurrence:
    return Occurrence(
        plan=plan.id,
        plan_version=plan.version,
        client=plan.client,
        local_date=place.local_date,
        slot=place.slot,
        seq=place.seq,
        due_at=due_at,
        expires_at=due_at + plan.limits.expire_after,
        zone=zone.key,
        checkin=plan.checkins[ordinal(plan, place) % len(plan.checkins)],
    )


def ordinal(plan: Plan, place: Place) -> int:
    """Count the places of the plan before this one; what a client leaves out counts too."""
    earlier = sum(slot.count for slot in plan.slots[: place.slot])
    return index(plan, place.local_date) * plan.per_day + earlier + place.seq
