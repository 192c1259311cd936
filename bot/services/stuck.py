"""Stuck: after a run of answers that go nowhere the bot stops asking, and says so once.

A mark is left for the brief: a person may be better than a program here. Any real answer clears it.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Status
from bot.interview.nowhere import RUN, answered, nowhere
from bot.message import Purpose
from bot.schedule.occurrences import State
from bot.screens import prompting
from bot.services.notes import HELD_BACK, STUCK
from bot.services.replan import replan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit

LATELY: Final = 30
"""Conversations among which the last few are looked for."""
ANSWERED: Final = frozenset({State.ANSWERED, State.LATE})


async def stops(visit: Visit) -> bool:
    """Stop asking if the last few check-ins went nowhere; say so once, and whether it is so."""
    conversations = visit.work.conversations
    newest = await conversations.latest(visit.client.id, RUN)
    if any(map(answered, await _tried(visit, newest))):
        return False  # as nearly always, and the others need not be opened
    latest = await conversations.latest(visit.client.id, LATELY)
    if not nowhere(await _tried(visit, latest)):
        return False
    held_back = f"{visit.now.isoformat()} {latest[0].id}"
    marks = {STUCK: visit.today.isoformat(), HELD_BACK: held_back}
    await visit.change(profile={**visit.client.profile, **marks})
    await visit.show(prompting.stuck(), purpose=Purpose.PROMPT)
    return True


async def heard(visit: Visit, conversation: Conversation) -> None:
    """Ask again from now on, if this was a real answer."""
    profile = visit.client.profile
    if STUCK not in profile or not answered(conversation):
        return
    script = await visit.checkin(conversation.script)
    if script is not None and not script.exempt:
        left = {name: it for name, it in profile.items() if name not in {STUCK, HELD_BACK}}
        await visit.change(profile=left)
        await replan(visit)


async def _tried(visit: Visit, latest: Sequence[Conversation]) -> Sequence[Conversation]:
    """Give the check-ins that were taken part in since it last stopped, newest first."""
    last = visit.client.profile.get(HELD_BACK, "").partition(" ")[2]
    since = takewhile(lambda one: one.id != last, latest)
    return [one for one in since if await _taken_part(visit, one)]


async def _taken_part(visit: Visit, conversation: Conversation) -> bool:
    """Say whether somebody took part; a silence is none, nor is a glance at another check-in."""
    script = await visit.checkin(conversation.script)
    if script is None or script.exempt or conversation.status is Status.WAITING:
        return False
    if answered(conversation):
        return True
    if script.on_demand:
        return False
    if conversation.status is Status.LAPSED and not conversation.answers:
        return await _begun_by_them(visit, conversation)
    return conversation.status is Status.STOPPED or bool(conversation.answers)


async def _begun_by_them(visit: Visit, conversation: Conversation) -> bool:
    """Say whether it was begun at a prompt's key, and left there."""
    if conversation.occurrence is None:
        return False
    occurrence = await visit.work.plans.occurrence(conversation.occurrence)
    return occurrence is not None and occurrence.state in ANSWERED
