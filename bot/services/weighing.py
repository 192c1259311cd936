"""Weighing what somebody means to do, whenever it is kept or changed.

What would be dangerous to do alone is held apart: nothing mirrors, cheers or evokes it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.safety import aims
from bot.safety.alone import alone

if TYPE_CHECKING:
    from bot.interview.words import KeptWords
    from bot.safety.alone import Alone
    from bot.services.visit import Visit

AIMS: Final = frozenset({Kind.GOAL, Kind.STEP, Kind.PLAN})
"""What somebody means to do; reasons and notes may tell of anything."""


def danger(text: str) -> Alone | None:
    """Say what would be dangerous about doing this alone."""
    return alone(text, aims.packaged())


def weighed(words: KeptWords) -> KeptWords:
    """Give words held apart if they have to be, and held as any others if they no longer do."""
    if words.kind not in AIMS or words.held not in {Held.HELD, Held.ALONE}:
        return words
    held = Held.HELD if danger(words.text) is None else Held.ALONE
    return words if held is words.held else replace(words, held=held)


async def put(visit: Visit, words: KeptWords) -> KeptWords:
    """Keep words, weighed."""
    await visit.work.words.put(now := weighed(words))
    return now
