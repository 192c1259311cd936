"""A tap on a button under a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import Late, Status, Stop, Tap
from bot.interview.script import STOP
from bot.message import Answering, Delivered
from bot.screens.screen import line
from bot.services import after, prompts, talk
from bot.services.chosen import chosen

if TYPE_CHECKING:
    from bot.arrival import Arrival, Tapped
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit


async def tap(visit: Visit, tapped: Tapped, arrival: Arrival) -> None:
    """Let a tap answer its question; one that comes too late changes nothing and is told so."""
    does = tapped.does
    conversation = None
    if isinstance(does, Answering):
        conversation = await visit.work.conversations.get(does.conversation)
    if (
        not isinstance(does, Answering)
        or conversation is None
        or conversation.client != visit.client.id
    ):
        visit.blink(line(Late.OVER))
        return
    if arrival.message is not None:
        seen = Delivered(arrival.message, arrival.at)
        await visit.work.outbox.heal(conversation.id, does.turn, seen)
    current = does.option == STOP and does.turn == conversation.turn
    event = Stop() if current else Tap(does.turn, does.option)
    heard = await talk.hear(visit, conversation, event, tapped=tapped, message=arrival.message)
    if isinstance(heard, Late):
        await _late(visit, conversation, tapped, arrival.message, heard)
        return
    if conversation.occurrence is not None:
        await prompts.answered(visit, conversation.occurrence)
    await after.ended(visit, heard)


async def _late(
    visit: Visit, conversation: Conversation, tapped: Tapped, message: int | None, why: Late
) -> None:
    """Take a tap on a prompt after its time as a late answer: its check-in begins again."""
    id_ = conversation.occurrence
    if conversation.status is Status.LAPSED and id_ is not None:
        occurrence = await visit.work.plans.occurrence(id_)
        if occurrence is not None and occurrence.state in prompts.OPEN:
            await chosen(visit, tapped, message)
            await prompts.answered(visit, id_)
            await talk.begin(visit, conversation.script, occurrence=id_)
            return
    visit.blink(line(why))
