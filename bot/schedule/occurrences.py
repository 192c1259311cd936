"""An occurrence: one planned prompt, at one place in a plan and one instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.schedule.dates import index
from bot.schedule.places import (
    NO_EXCEPTIONS,
    Anchors,
    Exceptions,
    Move,
    Place,
    Skip,
    left_out,
    prompts,
)
from bot.schedule.plan import PlanStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.people import ClientId
    from bot.schedule.places import Prompt
    from bot.schedule.plan import Plan, PlanId

__all__ = [
    "NO_EXCEPTIONS",
    "Anchors",
    "Exceptions",
    "Move",
    "Occurrence",
    "Place",
    "Skip",
    "State",
    "occurrences",
    "ordinal",
    "skipped",
    "zone_of",
]


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
    the minutes in windows and the seconds of a spread. None at all unless the plan is active.
    Quiet hours and caps are `ahead`'s. Raises ValueError for a naive `after`.
    """
    if after.tzinfo is None:
        raise ValueError("after must be aware")
    if plan.status is not PlanStatus.ACTIVE:
        return iter(())
    where = zone_of(plan, zone)
    since = after.astimezone(where).date() - _LOOK_BACK
    found = prompts(plan, where, anchors, since, key, exceptions)
    return (_occurrence(plan, where, prompt) for prompt in found if prompt.due_at > after)


def skipped(
    plan: Plan,
    zone: ZoneInfo,
    anchors: Anchors,
    after: datetime,
    key: bytes,
    exceptions: Exceptions,
) -> tuple[Occurrence, ...]:
    """Give what the client leaves out after `after`, each at its instant, ascending."""
    if plan.status is not PlanStatus.ACTIVE:
        return ()
    where = zone_of(plan, zone)
    found = sorted(left_out(plan, where, anchors, key, exceptions))
    return tuple(
        replace(_occurrence(plan, where, prompt), state=State.SKIPPED)
        for prompt in found
        if prompt.due_at > after
    )


def zone_of(plan: Plan, zone: ZoneInfo) -> ZoneInfo:
    """Give the zone that a plan's wall times are read in; `zone` is the client's."""
    return zone if plan.zone is None else ZoneInfo(plan.zone)


def ordinal(plan: Plan, place: Place) -> int:
    """Count the places of the plan before this one; what a client leaves out counts too."""
    earlier = sum(slot.count for slot in plan.slots[: place.slot])
    return index(plan, place.local_date) * plan.per_day + earlier + place.seq


def _occurrence(plan: Plan, zone: ZoneInfo, prompt: Prompt) -> Occurrence:
    place = prompt.place
    return Occurrence(
        plan=plan.id,
        plan_version=plan.version,
        client=plan.client,
        local_date=place.local_date,
        slot=place.slot,
        seq=place.seq,
        due_at=prompt.due_at,
        expires_at=prompt.due_at + plan.limits.expire_after,
        zone=zone.key,
        checkin=plan.checkins[ordinal(plan, place) % len(plan.checkins)],
    )
