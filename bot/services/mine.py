"""Kept words of this client's, found by a key; those of others, or gone, are said to be past."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import WordsId
from bot.interview.words import Held
from bot.screens import kept
from bot.screens.screen import line, page_number

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.interview.words import KeptWords
    from bot.services.visit import Visit

IN_REACH: Final = kept.SHOWN | {Held.HIDDEN}
"""What can be opened in the mirror."""
EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Before anything was kept."""


def parted(argument: str) -> tuple[WordsId, int]:
    """Read the words and the page that a key names."""
    words, _, page = argument.partition(".")
    return WordsId(words), page_number(page)


async def mine(visit: Visit, words: str, held: Collection[Held] = IN_REACH) -> KeptWords | None:
    """Give this client's words of that id if they are held so; else say that they are past."""
    found = await visit.work.words.get(WordsId(words))
    if found is None or found.client != visit.client.id or found.held not in held:
        visit.blink(line("kept.before"))
        return None
    return found
