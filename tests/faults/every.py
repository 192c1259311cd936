"""Every fault there is a suite of, by name: what a round of it does, and how much is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.faults import (
    clocks,
    disks,
    fires,
    letters,
    outages,
    poison,
    posts,
    replicas,
    storms,
    troubles,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from tests.faults.figures import Figures


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault."""

    round: Callable[[Path, int], Awaitable[Figures]]
    """Does it once, in a new folder, drawn from a seed."""
    counts: str
    """What of its figures is counted,"""
    wanted: int
    """and how many of that are wanted in all."""
    at_once: int = 3
    """Rounds that are done at the same time."""


EVERY: Final[Mapping[str, Fault]] = {
    "kill": Fault(fires.killed, "kill -9", 1000),
    "stop": Fault(fires.stopped, "SIGTERM", 1000),
    "sends": Fault(letters.misbehaving, "sends", 10_000, at_once=1),
    "telegram": Fault(troubles.troubled, "troubles", 500),
    "outage": Fault(outages.eight_hours, "plans", 240),
    "locked": Fault(disks.locked, "times locked", 10),
    "disk-full": Fault(disks.full, "times full", 10),
    "clock-jumps": Fault(clocks.jumps, "jumps", 50),
    "clock-nights": Fault(clocks.nights, "nights", 8),
    "poison": Fault(poison.poisoned, "poisons", 200),
    "claims": Fault(replicas.claiming, "rows", 10_000, at_once=1),
    "frozen": Fault(replicas.frozen, "freezes", 15, at_once=1),
    "webhook-kill": Fault(posts.killed, "kill -9", 100, at_once=1),
    "postgres-kill": Fault(storms.killed_on_it, "kill -9", 300, at_once=1),
    "postgres-stop": Fault(storms.stopped_at_once, "immediate stops", 100, at_once=1),
    "postgres-cut": Fault(storms.cut, "cuts", 100, at_once=1),
}
