"""What is held about one client, read from the shelves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ports import Came, OutboxState, Posted, Prompted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.counsel.draft import Draft
    from bot.own import Own
    from bot.people import ClientId
    from bot.ports import Sat, Timer
    from storage.memory.shelves import Posted as Row
    from storage.memory.shelves import Shelves

_GONE = frozenset({OutboxState.SENT, OutboxState.FAILED, OutboxState.EXPIRED})
"""States in which a message says nothing any more."""


class MemoryHoldings:
    """What is held, by whom it is about."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def conversations(self, client: ClientId) -> Sequence[Sat]:
        rows = self._shelves.conversations.values()
        mine = [row for row in rows if row.conversation.client == client]
        return sorted(mine, key=lambda one: (one.began_at, one.conversation.id))

    async def said(self, client: ClientId) -> Mapping[str, datetime]:
        lines = sorted(self._shelves.said.items())
        return {line: at for (whose, line), (_, at) in lines if whose == client}

    async def occurrences(self, client: ClientId) -> Sequence[Prompted]:
        rows = [
            Prompted(row.id, row.occurrence, tuple(Came(*came) for came in row.history))
            for row in self._shelves.occurrences.values()
            if row.occurrence.client == client
        ]
        return sorted(rows, key=lambda one: (one.occurrence.due_at, one.occurrence.plan, one.id))

    async def timers(self, client: ClientId) -> Sequence[Timer]:
        timers = (row.timer for row in self._shelves.timers.values())
        mine = (timer for timer in timers if timer.client == client)
        return sorted(mine, key=lambda timer: (timer.due_at, timer.id))

    async def messages(self, client: ClientId) -> Sequence[Posted]:
        chat = self._shelves.clients[client].chat
        rows = (row for row in self._shelves.outbox.values() if row.message.client == client)
        return [_posted(row, chat) for row in sorted(rows, key=lambda row: row.place)]

    async def incoming(self, client: ClientId) -> Mapping[int, datetime]:
        noted = sorted(self._shelves.incoming.items())
        return {id_: at for (who, id_), at in noted if who == client}

    async def drafts(self, client: ClientId) -> Sequence[Draft]:
        mine = (row for row in self._shelves.drafts.values() if row.client == client)
        return sorted(mine, key=lambda draft: draft.counselor)

    async def owns(self, client: ClientId) -> Sequence[Own]:
        mine = (own for own in self._shelves.owns.values() if client in own.clients)
        return [
            replace(own, clients=frozenset({client}))
            for own in sorted(mine, key=lambda own: own.name)
        ]

    async def unread(self) -> int:
        return 0


def _posted(row: Row, chat: int) -> Posted:
    message = row.message
    return Posted(
        id=message.id,
        theirs=message.chat == chat,
        purpose=message.purpose,
        state=row.state,
        created_at=message.created_at,
        expires_at=message.expires_at,
        not_before=row.not_before,
        attempts=row.attempts,
        repeats=row.repeats,
        conversation=message.conversation,
        turn=message.turn,
        occurrence=message.occurrence,
        telegram_id=None if row.delivered is None else row.delivered.telegram_id,
        ended_at=row.ended_at,
        message=None if row.state in _GONE else message,
    )
