"""A plan: which check-ins a client is asked, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from bot.people import ClientId

PlanId = NewType("PlanId", str)
"""32 hexadecimal digits; part of what the minutes inside a window are drawn from."""


class PlanStatus(StrEnum):
    """Whether a plan makes occurrences: only an active one does."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class ZonePolicy(StrEnum):
    """Whose clock the plan's wall times are read on."""

    CLIENT = "client"
    """The client's zone, wherever they are."""
    FIXED = "fixed"
    """The zone named in the plan."""


class Unit(StrEnum):
    """What `Every` counts."""

    DAYS = "days"
    WEEKS = "weeks"


class Overlap(StrEnum):
    """What a prompt does when the client is in a check-in, or had another plan's that hour."""

    SKIP = "skip"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day."""


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Some days of every week."""

    days: tuple[int, ...]
    """ISO weekdays, 1 is Monday; ascending, each once."""


@dataclass(frozen=True, slots=True)
class Every:
    """Every n days or weeks, counted from the plan's first day."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Once:
    """One day."""

    date: date


@dataclass(frozen=True, slots=True)
class Relative:
    """One day, counted from a day that is known later or may move."""

    anchor: str
    """Such as `enrolment`, `last_session`, `next_session`, or a date the client named."""
    offset: int
    """Days after the anchor; negative is before."""


Cadence = Daily | Weekdays | Every | Once | Relative


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of day, or a window in which times are drawn; local wall times, both ends in."""

    from_: time
    to: time
    """Equal to `from_`: a fixed time."""
    count: int = 1
    """Prompts in this slot on each day."""
    min_gap: timedelta = timedelta()
    """Whole minutes between any two prompts of the plan, under a day."""

    @property
    def width(self) -> int:
        """Minutes from the first time to the last; negative when the ends are swapped."""
        return minutes(self.to) - minutes(self.from_)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last local date, both in."""

    start: date
    """`Every` and the rotation of check-ins are counted from here."""
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a prompt is good for, and how much is too much."""

    expire_after: timedelta = timedelta(hours=12)
    """From the planned instant; nothing is sent from then on."""
    reminders: tuple[timedelta, ...] = ()
    """After the prompt, ascending, each before it expires."""
    max_per_day: int | None = None
    """Prompts of this plan on one local day; None leaves it to the slots."""
    overlap: Overlap = Overlap.SKIP
    spread: timedelta = timedelta()
    """A fixed time comes up to this much later, by whole seconds drawn for each place."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a counselor or a client set up; `checks.problems` says whether it can be kept."""

    id: PlanId
    client: ClientId
    version: int
    """Counts edits, from 1."""
    title: str
    checkins: tuple[str, ...]
    """Names of check-ins, taken in turn."""
    cadence: Cadence
    slots: tuple[Slot, ...]
    """In the order of the day."""
    bounds: Bounds
    limits: Limits = field(default_factory=Limits)
    status: PlanStatus = PlanStatus.ACTIVE
    zone_policy: ZonePolicy = ZonePolicy.CLIENT
    zone: str | None = None
    """IANA name; set when the policy is FIXED, and only then."""

    @property
    def per_day(self) -> int:
        """Prompts on a day that the cadence names."""
        return sum(slot.count for slot in self.slots)


def minutes(wall: time) -> int:
    """Minutes since midnight on the wall clock."""
    return wall.hour * 60 + wall.minute
