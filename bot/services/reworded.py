"""Words put anew in a conversation take the place of those it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview.blotting import REWORD
from bot.interview.conversation import WordsId
from bot.interview.terms import Effect
from bot.interview.words import Told, acted
from bot.services.weighing import said_anew

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.words import KeptWords
    from bot.services.visit import Visit

PROFILE: Final = REWORD
"""Under which the profile keeps which words are put anew, and in which conversation."""


async def old(visit: Visit, conversation: Conversation) -> KeptWords | None:
    """Give the client's words that are put anew in this conversation."""
    where, _, which = visit.client.profile.get(PROFILE, "").partition(".")
    known = await visit.work.words.get(WordsId(which)) if where == conversation.id else None
    return None if known is None or known.client != visit.client.id else known


async def settle(visit: Visit, conversation: Conversation, text: str) -> None:
    """Put new words in place of the old.

    A further bubble of the same answer comes here once more, with all of it.
    """
    known = await old(visit, conversation)
    if known is None or known.text == text:
        return
    await visit.work.words.tell(Told(known.id, visit.client.id, Effect.CHANGED, visit.now))
    anew = replace(acted(known, Effect.CHANGED), at=visit.now, on=visit.today)
    await visit.work.words.put(said_anew(anew, text))
