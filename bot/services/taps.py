"""A tap on a button under a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import Status
from bot.interview.events import Late, Tap
from bot.message import Answering, Delivered
from bot.screens.screen import line
from bot.services import after, late, prompts, talk
from bot.services.crisis import holding

if TYPE_CHECKING:
    from bot.arrival import Arrival, Tapped
    from bot.services.visit import Visit


async def tap(visit: Visit, tapped: Tapped, arrival: Arrival) -> None:
    """Let a tap answer its question; one that comes too late changes nothing and is told so."""
    does = tapped.does
    if does is None:
        visit.blink(line("before.client"))
        return
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
    if conversation.status is Status.WAITING and conversation.turn == does.turn:
        await holding.free(visit)
    event = Tap(does.turn, does.option)
    heard = await talk.hear(visit, conversation, event, tapped=tapped, message=arrival.message)
    if isinstance(heard, Late):
        if not await late.tapped(visit, conversation, does.option, tapped, arrival.message):
            visit.blink(line(heard))
        return
    if conversation.occurrence is not None:
        await prompts.answered(visit, conversation.occurrence)
    await after.ended(visit, heard)
