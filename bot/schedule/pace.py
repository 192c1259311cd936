"""Pace: prompts come half as often after two unanswered, and rest after four."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.schedule.occurrences import State

if TYPE_CHECKING:
    from collections.abc import Iterable

HALVE_AFTER = 2
REST_AFTER = 4

_SHOWS_LIFE = frozenset({State.ANSWERED, State.LATE, State.SKIPPED})


class Pace(StrEnum):
    """How often a client is asked just now."""

    FULL = "full"
    HALF = "half"
    """Every second occurrence."""
    REST = "rest"
    """None, until the client comes back."""


def unanswered(history: Iterable[State]) -> int:
    """Count the prompts that the client missed since they last showed life; newest last.

    What never reached them does not count, nor does it break the row.
    """
    missed = 0
    for state in history:
        if state in _SHOWS_LIFE:
            missed = 0
        elif state is State.MISSED_BY_CLIENT:
            missed += 1
    return missed


def pace(missed: int) -> Pace:
    """Give the pace after so many unanswered prompts in a row."""
    if missed >= REST_AFTER:
        return Pace.REST
    return Pace.HALF if missed >= HALVE_AFTER else Pace.FULL
