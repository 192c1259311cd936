"""Records of what is planned, what came of it, and what is due."""

# ruff: noqa: TC001, TC003 - the schema is made of these types from their annotations
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.mydata.record import Record
from bot.mydata.who import Wall
from bot.ports import TimerKind
from bot.schedule.occurrences import State
from bot.schedule.plan import PlanStatus


@dataclass(frozen=True, slots=True)
class Version(Record):
    """A plan as it was from some day on; never changed."""

    version: int
    """Counts from 1."""
    at: datetime
    """Since when it is so."""
    definition: Mapping[str, object]
    """Which check-ins, on which days and at which times, as a plan file of the service says it."""


@dataclass(frozen=True, slots=True)
class Change(Record):
    """What you did with one later check-in of a plan."""

    local_date: date
    """The day it was planned for, in the plan's zone."""
    slot: int
    """Which of the plan's times of day, from 0."""
    seq: int
    """Which check-in at that time, from 0."""
    moved_to: Wall | None
    """When you want it instead; none: you left it out."""


@dataclass(frozen=True, slots=True)
class Plan(Record):
    """When you are asked what."""

    id: str
    """The plan's number."""
    version: int
    """The version that holds."""
    status: PlanStatus
    """Whether anything is sent by it."""
    made_at: datetime
    """When it was first made."""
    versions: tuple[Version, ...]
    """All its versions, the first one first."""
    changes: tuple[Change, ...]
    """What you moved or left out."""


@dataclass(frozen=True, slots=True)
class Came(Record):
    """A line of the history of a planned check-in."""

    state: State
    """What it became."""
    at: datetime
    """When."""
    detail: str
    """More about it, in the service's own terms."""


@dataclass(frozen=True, slots=True)
class Prompt(Record):
    """A check-in that was planned for a certain time, and what came of it."""

    id: str
    """Its number."""
    plan: str
    """Number of the plan."""
    plan_version: int
    """Version of the plan that it was made by."""
    checkin: str
    """Name of the check-in."""
    title: str | None
    """Its title, if there still is such a check-in."""
    local_date: date
    """The day it was planned for, in its zone."""
    slot: int
    """Which of the plan's times of day, from 0."""
    seq: int
    """Which check-in at that time, from 0."""
    due_at: datetime
    """When it is due, or was."""
    expires_at: datetime
    """From when on it is not sent any more."""
    zone: str
    """The IANA name of the zone in which the plan was read."""
    state: State
    """What became of it."""
    history: tuple[Came, ...]
    """How it came to that."""


@dataclass(frozen=True, slots=True)
class Due(Record):
    """Something that the service will do at a time, for you."""

    id: str
    """Its number."""
    kind: TimerKind
    """What it is."""
    due_at: datetime
    """When."""
    conversation: str | None
    """Number of the check-in that it belongs to."""
    turn: int | None
    """The question there."""
    occurrence: str | None
    """Number of the planned check-in that it belongs to."""
    counselor: str | None
    """Number of the counselor whom it concerns."""
