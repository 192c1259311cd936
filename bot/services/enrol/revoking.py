"""Revoking: what is shared no longer is seen no longer, and what is on its way is taken back.

That somebody takes part carries all else: without it nothing of them is told, so with it goes
everything but word of danger, which is settled apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.care import Share, Silence
from bot.ports import Consent
from bot.services.enrol.ledger import NAMES, SILENCE, showing
from bot.services.enrol.recalling import recall

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from bot.care import Care
    from bot.interview.words import KeptWords
    from bot.services.enrol.recalled import Recalled
    from bot.services.visit import Visit

ALL: Final = frozenset(Share)
_TOGETHER: Final = ALL - {Share.ALERT_WORDS}
"""What goes when that they take part is shared no longer."""


async def revoke(visit: Visit, care: Care, what: AbstractSet[Share], version: str) -> Recalled:
    """Share these no longer, as the ledger says from now on; give what became of a brief.

    `version` is that of the text by which it is withdrawn.
    """
    goes = what | _TOGETHER if Share.TAKING_PART in what else what
    gone = [one for one in Share if one in goes & care.sharing]
    for one in gone:
        await note(visit, NAMES[one], version, agreed=False)
    if Share.WORDS in goes:
        for words in await visit.work.words.of(care.client):
            await unshow(visit, words, version)
    silence = care.silence
    if Share.TAKING_PART in goes and silence is Silence.TELL:
        silence = Silence.LEAVE
        await note(visit, SILENCE, version, agreed=False)
        await visit.work.timers.done(f"silence:{care.client}")
    left = replace(care, sharing=care.sharing - goes, silence=silence)
    if left != care:
        await visit.work.cares.put(left)
    return await recall(visit, left, goes)


async def unshow(visit: Visit, words: KeptWords, version: str) -> None:
    """Keep words private that were shown; others are as they were."""
    if words.shown:
        await visit.work.words.put(replace(words, shown=False))
        await note(visit, showing(words.id), version, agreed=False)


async def note(visit: Visit, what: str, version: str, *, agreed: bool) -> None:
    """Append a line to the ledger of consent."""
    await visit.work.consents.add(
        Consent(visit.client.id, what, version, visit.client.locale, visit.now, agreed)
    )
