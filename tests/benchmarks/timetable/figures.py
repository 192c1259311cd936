"""What was measured of the timetable, as data; every time says its unit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Planning:
    """The planner alone, over many clients with the plans most begin with."""

    clients: int
    plans: int
    """Of each client."""
    next_us: float
    """The next occurrence of each plan of one client; the median, in microseconds."""
    next_all_s: float
    """That for all of them, one after the other."""
    preview_us: float
    """Fourteen days ahead of one client; the median."""


@dataclass(frozen=True, slots=True)
class Knock:
    """One knock of the scheduler, with so many timers asleep and so many due."""

    way: str
    """`Stillwater`, or `APScheduler`: one job per client in its SQLAlchemy job store."""
    idle: int
    due: int
    seconds: float
    """From the knock until nothing due is left; of several where nothing is due, the median."""
    woken: int


@dataclass(frozen=True, slots=True)
class Drain:
    """Prompts due at the same minute, sent at Telegram's limits."""

    due: int
    spread_s: float
    """Over how many seconds the plan lets them come."""
    real: bool
    """Over HTTP to a pretend Telegram; else reckoned with the same limits alone."""
    seconds: float
    p50_s: float
    p95_s: float
    p99_s: float
    worst_s: float
    """How long after it was due each one was taken by Telegram."""
    sent: int


@dataclass(frozen=True, slots=True)
class Weight:
    """What a client takes on disk, store and keys together."""

    clients: int
    enrolled_bytes: float
    """With their plans, the next occurrences and timers."""
    prompt_bytes: float
    """More, for each prompt that was sent, with its history, timers and the memory of it."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """All of it."""

    planning: Planning
    knocks: tuple[Knock, ...]
    drains: tuple[Drain, ...]
    weight: Weight

    def as_json(self) -> dict[str, Any]:
        """Give it for a script to read."""
        return asdict(self)
