"""Thin answers: "I don't know", a single word. They are heard, and not kept to come back.

Kinds whose words are names (a value, a person, a goal one word long) may be a single word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain
from bot.interview.script import Kind

if TYPE_CHECKING:
    from bot.interview.phrases import Phrases

_NAMES: Final = frozenset({Kind.VALUE, Kind.SUPPORT, Kind.GOAL, Kind.AGENDA, Kind.STEP})


def thin(text: str, kind: Kind, phrases: Phrases) -> bool:
    """Say whether an answer is too thin to be kept as words of this kind."""
    words = plain(text).split()
    if not words:
        return True
    if len(words) == 1 and kind not in _NAMES:
        return True
    said = " ".join(words)
    return any(said in phrases(locale, "thin.unknown").split("|") for locale in phrases.words)
