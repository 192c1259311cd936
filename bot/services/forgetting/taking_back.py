"""Taking back: messages deleted from a chat, as far as Telegram still lets us."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.message import Message, MessageId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.message import Delivered
    from bot.ports import Work
    from bot.services.visit import Visit

REACH: Final = timedelta(hours=48)
"""For how long Telegram lets a message be deleted for both sides."""
KEPT: Final = timedelta(days=1)
"""How long what is left to be done in the chat of somebody forgotten may wait."""
AT_ONCE: Final = 100
"""Messages that Telegram deletes at one request."""


async def within_reach(visit: Visit) -> Sequence[int]:
    """Give Telegram's ids, ascending, of what both sides said and can still be taken back."""
    since, client = visit.now - REACH, visit.client.id
    theirs = await visit.work.incoming.of(client, since)
    ours = await visit.work.outbox.recent(client, since)
    return sorted({*theirs, *ours})


def deletions(chat: int, ids: Sequence[int], now: datetime) -> Iterator[Message]:
    """Give the messages that delete these; they are nobody's, and leave no trace behind."""
    for at in range(0, len(ids), AT_ONCE):
        yield fleeting(chat, now, deletes=tuple(ids[at : at + AT_ONCE]))


def fleeting(
    chat: int,
    now: datetime,
    text: str = "",
    *,
    deletes: tuple[int, ...] = (),
    keyboard: tuple[tuple[str, ...], ...] = (),
) -> Message:
    """Give a message to somebody of whom nothing is kept; `now` is aware, UTC."""
    return Message(
        MessageId(uuid4().hex),
        chat,
        text,
        created_at=now,
        deletes=deletes,
        keyboard=keyboard,
        expires_at=now + KEPT,
        fleeting=True,
    )


async def landed(work: Work, message: Message, delivered: Delivered, now: datetime) -> None:
    """Take back what was in the air to a client who was forgotten meanwhile."""
    gone = message.client is not None and await work.clients.get(message.client) is None
    if gone and await work.counselors.by_chat(message.chat) is None:
        for deletion in deletions(message.chat, (delivered.telegram_id,), now):
            await work.outbox.add(deletion)
