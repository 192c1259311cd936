"""Showing: words that a client lets their counselor see, chosen one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.looks import Seen
from bot.services.enrol import caring
from bot.services.enrol.ledger import showing
from bot.services.enrol.revoking import note, unshow
from bot.services.enrol.sharing import with_whom, wording

if TYPE_CHECKING:
    from bot.interview.words import KeptWords
    from bot.services.visit import Visit

LET: Final = ("showing.let", "showing.shown", "showing.keep")
"""The words by which it is agreed to that a counselor sees some, or no longer."""


async def to_whom(visit: Visit) -> str | None:
    """Name who can be let see words; None if they are with nobody, or share nothing."""
    found = await with_whom(visit)
    if found is None or not found[0].lets(Share.TAKING_PART):
        return None
    return found[1].name


async def show(visit: Visit, words: KeptWords) -> None:
    """Let the counselor see these; with the first one, words are shared from then on."""
    if words.shown or await to_whom(visit) is None:
        return
    version = wording(visit, LET)
    await caring.share(visit, version, Share.WORDS, on=True)
    await visit.work.words.put(replace(words, shown=True))
    await note(visit, showing(words.id), version, agreed=True)


async def unshown(visit: Visit, words: KeptWords) -> None:
    """Keep these private; a page that has not left and shows them is taken back."""
    if not words.shown:
        return
    await unshow(visit, words, wording(visit, LET))
    found = await with_whom(visit)
    if found is not None:
        care, counselor = found
        await visit.work.outbox.recall(counselor.chat, care.client, {Seen.WORDS})
