"""A label: a counselor's own word for a client, no two of theirs alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

LONGEST: Final = 40
"""Characters of a label."""
_NUMBER: Final = re.compile(r"(\d+)")


def tidy(text: str) -> str:
    """Give what was typed without the space around and between its words that nobody meant."""
    return " ".join(text.split())


def folded(label: str) -> str:
    """Give a label as any that reads alike has it."""
    return tidy(label).casefold()


def counted(label: str) -> list[tuple[int, str]]:
    """Give what puts labels in the order in which one counts: 2 before 10."""
    parts = _NUMBER.split(plain(label))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def trouble(label: str, taken: AbstractSet[str]) -> str:
    """Give the phrase of what keeps it from being a label; empty if nothing does.

    `taken` are the labels of others, as `folded` has them.
    """
    if len(label) > LONGEST:
        return "invite.long"
    if not any(char.isalnum() for char in label):
        return "invite.empty"
    return "invite.taken" if folded(label) in taken else ""
