"""Thin answers: a single word is heard, and not kept to come back (CONTENT.md, rule 6).

Kinds whose words are names (a value, a person, a goal one word long) may be a single word.
"I don't know" leaves nothing either: the engine takes it for a pass.
"""

from __future__ import annotations

from typing import Final

from bot.interview.hearing import plain
from bot.interview.terms import Kind

_NAMES: Final = frozenset(
    {Kind.VALUE, Kind.SUPPORT, Kind.GOAL, Kind.AGENDA, Kind.STEP}
    | {Kind.RELIEF, Kind.REFUGE, Kind.PROFESSIONAL, Kind.KEEPER}
)


def thin(text: str, kind: Kind) -> bool:
    """Say whether an answer is too thin to be kept as words of this kind."""
    words = plain(text).split()
    return not words or (len(words) == 1 and kind not in _NAMES)
