"""Weighing what somebody means to do, whenever it is kept or changed; reasons may tell of anything.

What would be dangerous to do alone is held apart: nothing mirrors, cheers or evokes it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.words import AIMS, Held
from bot.safety import aims
from bot.safety.alone import alone

if TYPE_CHECKING:
    from bot.interview.words import KeptWords
    from bot.safety.alone import Alone
    from bot.services.visit import Visit


def danger(text: str) -> Alone | None:
    """Say what would be dangerous about doing this alone."""
    return alone(text, aims.packaged())


def weighed(words: KeptWords) -> KeptWords:
    """Give words held apart if they have to be; what is held apart stays so."""
    if words.kind not in AIMS or words.held is not Held.HELD or danger(words.text) is None:
        return words
    return replace(words, held=Held.ALONE)


def said_anew(words: KeptWords, text: str) -> KeptWords:
    """Give words with another text: what was held apart for the old one need be no more."""
    held = Held.HELD if words.held is Held.ALONE else words.held
    return weighed(replace(words, text=text, held=held))


async def put(visit: Visit, words: KeptWords) -> None:
    """Keep words, weighed."""
    await visit.work.words.put(weighed(words))
