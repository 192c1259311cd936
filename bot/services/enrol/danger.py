"""What a client agrees to for the case of danger: whether somebody is told, and what they read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.care import Share, Telling
from bot.services.enrol.ledger import NAMES
from bot.services.enrol.revoking import note, revoke

if TYPE_CHECKING:
    from bot.services.visit import Visit

# What stands in the ledger of consent.
TELLING: Final = "telling of danger"
ASKED: Final = "telling of danger at each tap"


async def settle_telling(visit: Visit, version: str, telling: Telling) -> None:
    """Let somebody be told always, at a tap only, or never; an alert that is open keeps to it."""
    care = await visit.work.cares.of(visit.client.id)
    if care is None:
        return
    await visit.work.cares.put(replace(care, telling=telling))
    await note(visit, TELLING, version, agreed=telling is Telling.ALWAYS)
    await note(visit, ASKED, version, agreed=telling is Telling.ASK)


async def share_words(visit: Visit, version: str, *, on: bool) -> None:
    """Let whoever is told read the words that it is about, or no longer."""
    care = await visit.work.cares.of(visit.client.id)
    if care is None or (Share.ALERT_WORDS in care.sharing) is on:
        return
    if not on:
        await revoke(visit, care, {Share.ALERT_WORDS}, version)
        return
    await visit.work.cares.put(replace(care, sharing=care.sharing | {Share.ALERT_WORDS}))
    await note(visit, NAMES[Share.ALERT_WORDS], version, agreed=True)
