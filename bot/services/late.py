"""A late answer: a prompt that was put with its question, answered once its time had passed.

It is taken as kindly as any. The check-in begins anew on what was known when it was put, so that
the answer means what the client saw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview import mirror
from bot.interview.conversation import Status
from bot.interview.covering import covered
from bot.interview.events import Late, Tap, Words
from bot.services import after, prompts, talk
from bot.services.known import know
from bot.services.read import read

if TYPE_CHECKING:
    from bot.arrival import Tapped
    from bot.interview.conversation import Conversation
    from bot.interview.events import Event
    from bot.services.visit import Visit


async def wrote(visit: Visit, lapsed: Conversation, text: str) -> bool:
    """Take words for a late answer if they fit; if not, they are a sign of life all the same."""
    anew = await _anew(visit, lapsed)
    if anew is None or not await talk.fits(visit, anew, text):
        return False
    return await _hear(visit, anew, Words(anew.turn, text, await read(visit, anew, text)))


async def tapped(
    visit: Visit, lapsed: Conversation, option: str, tapped: Tapped, message: int | None
) -> bool:
    """Take a tap for a late answer, and say whether it was one."""
    anew = await _anew(visit, lapsed)
    if anew is None:
        return False
    await talk.leave(visit)
    return await _hear(visit, anew, Tap(anew.turn, option), tapped, message)


async def _anew(visit: Visit, lapsed: Conversation) -> Conversation | None:
    """Give the check-in at its first question again, if nobody answered that in time."""
    if lapsed.status is not Status.LAPSED or lapsed.occurrence is None or lapsed.answers:
        return None
    occurrence = await visit.work.plans.occurrence(lapsed.occurrence)
    if occurrence is None or occurrence.state not in prompts.OPEN:
        return None
    await prompts.answered(visit, lapsed.occurrence)
    known = await know(visit)
    stays = {words.id for words in mirror.at_hand(known.words, known.glass)}
    if covered(lapsed.memory, lambda one: one.id in stays) != lapsed.memory:
        return None  # it would mirror what rests by now, or was let go of
    return await talk.renewed(visit, lapsed)


async def _hear(
    visit: Visit,
    anew: Conversation,
    event: Event,
    tapped: Tapped | None = None,
    message: int | None = None,
) -> bool:
    await visit.work.conversations.add(anew, visit.now)
    heard = await talk.hear(visit, anew, event, tapped=tapped, message=message)
    if not isinstance(heard, Late):
        await after.ended(visit, heard)
    return True
