"""What is walked through: a plan's course so far, a prompt's turn, and what becomes of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.schedule.occurrences import NO_EXCEPTIONS, Exceptions, Occurrence, Place

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.schedule.pacing import Reason
    from bot.schedule.plan import Plan, PlanId


@dataclass(frozen=True, slots=True)
class Course:
    """One plan, and what has become of it so far."""

    plan: Plan
    exceptions: Exceptions = field(default_factory=lambda: NO_EXCEPTIONS)
    recent: Collection[Occurrence] = ()
    """Its kept occurrences: at least those of this ISO week, and those that are still good."""


@dataclass(frozen=True, slots=True)
class Send:
    """An occurrence that will be sent, when its `due_at` says."""

    occurrence: Occurrence
    moved_from: datetime | None = None
    """Its planned instant, if it comes later than that. Aware, UTC."""
    why: Reason | None = None
    """What put it off last: QUIET or SAME_HOUR."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """An occurrence that will not be sent, and why."""

    plan: PlanId
    place: Place
    due_at: datetime
    """As planned. Aware, UTC."""
    reason: Reason


class Turn(NamedTuple):
    """A prompt whose turn comes at an instant; of two at one, the earlier plan's."""

    at: datetime
    course: int
    """Whose, as an index into the courses."""
    place: Place
    planned: Occurrence
    why: Reason | None = None
    """What has put it off so far."""


class Had(NamedTuple):
    """A prompt that the client had, or will have whatever comes; ordered as turns are."""

    at: datetime
    course: int
    place: Place
