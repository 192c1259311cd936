"""A problem: something about a plan that cannot be, where it stands and what would work."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Problem(NamedTuple):
    """One thing that is wrong, in the author's terms."""

    key: str
    """As in the plan file: `limits.reminders`, `slots[1].to` (the first slot is 1)."""
    said: str
    """A sentence, with a value near to the author's that would work."""

    def __str__(self) -> str:
        return f"{self.key}: {self.said}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Give ', did you mean ...?' for the likeliest known word, or nothing."""
    found = get_close_matches(word, tuple(known), n=1)
    return f'; did you mean "{found[0]}"?' if found else ""
