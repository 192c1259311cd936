"""A late answer: a prompt that was put with its question, answered once its time had passed.

It is taken as kindly as any. The check-in goes on from that question as the client saw it, and all
else is as it is known now: what was shown, said or rated since is not shown, said or taken anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview import mirror
from bot.interview.conversation import Status
from bot.interview.covering import seen
from bot.interview.events import Late, Tap, Words
from bot.interview.turn import mirrored
from bot.services import after, prompts, talk
from bot.services.crisis import holding
from bot.services.known import know
from bot.services.read import read
from bot.services.recall import recall

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
    await holding.free(visit)
    await talk.leave(visit)
    return await _hear(visit, anew, Tap(anew.turn, option), tapped, message)


async def _anew(visit: Visit, lapsed: Conversation) -> Conversation | None:
    """Give the check-in at its first question again, if nobody answered that in time."""
    unanswered = lapsed.status is Status.LAPSED and not (lapsed.answers or lapsed.emptied)
    if not unanswered or lapsed.occurrence is None:
        return None
    occurrence = await visit.work.plans.occurrence(lapsed.occurrence)
    if occurrence is None or occurrence.state not in prompts.OPEN:
        return None
    await prompts.answered(visit, lapsed.occurrence)
    put = await talk.renewed(visit, lapsed)
    shown = {one.id: replace(one, why="") for one in mirrored(put.lines)}
    known = await know(visit)
    if not shown.items() <= mirror.standing(known.words, known.glass).items():
        return None  # it asks about what rests by now, or was let go of, or put anew
    script = await visit.house.script(visit.work, lapsed.script, lapsed.version)
    now = await recall(visit, script, lapsed.memory.goal)
    return replace(put.conversation, memory=seen(lapsed.memory, now, shown.keys()))


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
