"""How much the processor does at once, and how long it waits for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LOOK: Final = 5.0
"""Seconds between two looks for what another replica left."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many at once, and how long to wait for what; in seconds."""

    at_once: int = 16
    """Chats."""
    held: int = 1000
    """Rows that wait here; more than these wait in the inbox."""
    handling: float = 60.0
    """How long one handling may take before it counts as failed."""
    rests: tuple[float, ...] = (0.5, 2.0)
    """After a first, second, … failure of a row."""
    away: float = 5.0
    """Before a store that was away is asked again."""
    catching_up: float = 2.0
    """How long what is not urgent may wait while Telegram has more: what is may be among it."""
    look: float | None = None
    """How often to look for what other replicas left; never, where there are none."""
    soon: tuple[float, ...] = (0.1, 0.3, 1.0)
    """When to look for a row that came while its chat was in other hands."""
