"""Covering: what a conversation that is open may show no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from bot.interview.conversation import Memory, Recalled, WordsId


def covered(memory: Memory, stays: Callable[[Recalled], bool]) -> Memory:
    """Give a memory that shows of its words those alone that may stay."""
    several = {kind: tuple(filter(stays, words)) for kind, words in memory.several.items()}
    return replace(
        memory,
        words={kind: words for kind, words in memory.words.items() if stays(words)},
        several={kind: words for kind, words in several.items() if words},
        about=memory.about if memory.about is not None and stays(memory.about) else None,
    )


def seen(memory: Memory, known: Memory, shown: AbstractSet[WordsId]) -> Memory:
    """Give what is `known` now to a conversation of some time ago, whose question is on screen.

    What stood in that question (`shown`) stays, and so does whose turn it was in the mirror.
    """
    stood = {kind: words for kind, words in memory.words.items() if words.id in shown}
    about = known.about if known.goal == memory.goal else None
    if memory.about is not None and memory.about.id in shown:
        about = memory.about
    return replace(
        known,
        words={**known.words, **stood},
        about=about,
        goal=memory.goal,
        mirrors=memory.mirrors,
    )
