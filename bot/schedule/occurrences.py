"""An occurrence: one planned prompt, at one place in a plan and one instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.people import ClientId
    from bot.schedule.plan import PlanId

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
