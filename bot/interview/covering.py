"""Covering: what a conversation that is open may show no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.interview.conversation import Memory, Recalled


def covered(memory: Memory, stays: Callable[[Recalled], bool]) -> Memory:
    """Give a memory that shows of its words those alone that may stay."""
    several = {kind: tuple(filter(stays, words)) for kind, words in memory.several.items()}
    return replace(
        memory,
        words={kind: words for kind, words in memory.words.items() if stays(words)},
        several={kind: words for kind, words in several.items() if words},
        about=memory.about if memory.about is not None and stays(memory.about) else None,
    )
