"""What was measured of the timetable, as data; every time says its unit."""

from __future__ import annotations

from dataclasses import dataclass


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
    """Prompts due at the same minute: sent, or reckoned with Telegram's limits alone."""

    due: int
    spread_s: float
    """Over how many seconds the plan lets them come."""
    seconds: float
    p50_s: float
    p95_s: float
    p99_s: float
    worst_s: float
    """How long after it was due each one was taken by Telegram."""
    sent: int
    cpu_ms: float
    """The service's processor time and its database's, for each; none where it is reckoned."""

    @property
    def per_second(self) -> float:
        """Prompts a second."""
        return self.sent / self.seconds
