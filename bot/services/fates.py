"""What became of a message, kept: sent, to be tried again, or over, and what follows from that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import NotDelivered, SurelyNotSent, Uncertain, Unreachable
from bot.message import Delivered, Message, Purpose
from bot.ports import OutboxState, Outgoing, Work
from bot.schedule.occurrences import State
from bot.services.alerts import climbing
from bot.services.forgetting import taking_back
from bot.services.trying import backoff, repeats

if TYPE_CHECKING:
    from datetime import datetime


async def land(work: Work, out: Outgoing, fate: Delivered | NotDelivered, now: datetime) -> None:
    """Keep what the courier said."""
    message = out.message
    match fate:
        case Delivered() if message.fleeting:
            await work.outbox.forget(message.id)
        case Delivered():
            if not await work.outbox.sent(message.id, fate):
                await taking_back.landed(work, message, fate, now)
        case SurelyNotSent():
            wait = fate.again_after or backoff(out.attempts)
            await work.outbox.again(message.id, now + wait, repeat=False)
        case Uncertain():
            await uncertain(work, out, now)
        case Unreachable():
            await unsent(work, message, OutboxState.FAILED, now)
            await _gone(work, message, now)
        case NotDelivered():
            await unsent(work, message, OutboxState.FAILED, now)


async def uncertain(work: Work, out: Outgoing, now: datetime) -> None:
    """Send it once more where a double is the lesser harm, or leave its fate unknown."""
    if repeats(out, now):
        again = now + backoff(out.repeats) if out.repeats else now
        await work.outbox.again(out.message.id, again, repeat=True)
    else:
        await _close(work, out.message, OutboxState.UNCERTAIN, now)


async def unsent(work: Work, message: Message, state: OutboxState, now: datetime) -> None:
    """End a message that never arrived; a prompt among them was missed by us, not by the client."""
    await _close(work, message, state, now)
    if message.purpose is Purpose.PROMPT and message.occurrence is not None:
        occurrence = await work.plans.occurrence(message.occurrence)
        if occurrence is not None and occurrence.state is State.SENT:
            await work.plans.mark(message.occurrence, State.MISSED_BY_SYSTEM, now)


async def _close(work: Work, message: Message, state: OutboxState, now: datetime) -> None:
    if message.fleeting:
        await work.outbox.forget(message.id)
    else:
        await work.outbox.close(message.id, state, now)


async def _gone(work: Work, message: Message, now: datetime) -> None:
    """Nothing more is sent to somebody who cannot be reached."""
    client = None if message.client is None else await work.clients.get(message.client)
    if client is None or client.chat != message.chat:  # it tells a counselor, of a client perhaps
        counselor = await work.counselors.by_chat(message.chat)
        await work.operators.remove(message.chat)
        if counselor is not None and counselor.gone_at is None:
            await work.counselors.save(replace(counselor, gone_at=now))
            await climbing.hurry(work, counselor.id)
    elif client.gone_at is None:
        await work.clients.save(replace(client, gone_at=now))
        await work.outbox.drop(client.id)
