"""The outbox in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.ports import OutboxState, Outgoing
from storage.memory.parting import MemoryParting
from storage.memory.shelves import Posted
from storage.rules import HELD, OPEN, UNCOUNTED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.interview.conversation import ConversationId
    from bot.looks import Seen
    from bot.message import Delivered, Message, MessageId
    from bot.people import ClientId


class MemoryOutbox(MemoryParting):
    """Messages by id."""

    async def add(self, message: Message, *, kept_back: bool = False) -> None:
        self._shelves.need(message.client)
        if message.id in self._posted:
            raise StoreError("This message is kept already.")
        self._shelves.posted += 1
        state = OutboxState.KEPT_BACK if kept_back else OutboxState.PENDING
        self._posted[message.id] = Posted(message, self._shelves.posted, state)

    async def release(self, client: ClientId, now: datetime) -> int:
        released = 0
        for row in list(self._posted.values()):
            until = row.message.expires_at
            if row.state is not OutboxState.KEPT_BACK or not self._theirs(row, client):
                continue
            if until is not None and until <= now:
                bare = replace(row, state=OutboxState.EXPIRED, message=_bare(row.message))
                self._posted[row.message.id] = bare
            else:
                self._posted[row.message.id] = replace(row, state=OutboxState.PENDING)
                released += 1
        return released

    async def lease(
        self, now: datetime, limit: int, lease: timedelta, *, busy: frozenset[int] = frozenset()
    ) -> Sequence[Outgoing]:
        tick = self._shelves.tick()
        self._free(tick)
        heads: dict[int, Posted] = {}
        closed = set(busy)
        for row in sorted(self._posted.values(), key=_order):
            if row.state in HELD:
                closed.add(row.message.chat)
            elif row.state is OutboxState.PENDING:
                heads.setdefault(row.message.chat, row)
        free = [
            row
            for chat, row in heads.items()
            if chat not in closed and (row.not_before is None or row.not_before <= now)
        ]
        taken = sorted(free, key=_order)[:limit]
        until = tick + lease.total_seconds()
        for row in taken:
            self._posted[row.message.id] = replace(row, state=OutboxState.LEASED, held_until=until)
        return [_outgoing(row) for row in taken]

    async def sending(self, message: MessageId) -> bool:
        return self._move(message, {OutboxState.LEASED}, OutboxState.SENDING)

    async def sent(self, message: MessageId, delivered: Delivered) -> bool:
        row = self._posted.get(message)
        if row is not None:
            self._posted[message] = _delivered(row, delivered)
        return row is not None

    async def again(self, message: MessageId, not_before: datetime, *, repeat: bool) -> None:
        row = self._posted.get(message)
        if row is not None and row.state in OPEN:
            self._posted[message] = replace(
                row,
                state=OutboxState.PENDING,
                not_before=not_before,
                attempts=row.attempts + (not repeat),
                repeats=row.repeats + repeat,
            )

    async def close(self, message: MessageId, state: OutboxState, at: datetime) -> None:
        if not self._move(message, OPEN, state):
            return
        row = self._posted[message]
        kept = row.message if state is OutboxState.UNCERTAIN else _bare(row.message)
        self._posted[message] = replace(row, message=kept, ended_at=at)

    async def recover(self) -> Sequence[Outgoing]:
        tick = self._shelves.tick()
        self._free(tick)
        rows = [
            row
            for row in self._posted.values()
            if row.state is OutboxState.SENDING and row.held_until <= tick
        ]
        return [_outgoing(row) for row in sorted(rows, key=_order)]

    async def drop(self, client: ClientId) -> int:
        waits = {OutboxState.KEPT_BACK, OutboxState.PENDING, OutboxState.LEASED}
        return self._posted.discard(lambda row: row.state in waits and self._theirs(row, client))

    async def recall(
        self, chat: int, client: ClientId, seen: Collection[Seen]
    ) -> Sequence[Message]:
        taken = [
            row.message
            for row in sorted(self._posted.values(), key=_order)
            if row.message.chat == chat
            and row.state in OPEN
            and any((client, what) in row.message.tells for what in seen)
        ]
        for one in taken:
            del self._posted[one.id]
        return taken

    async def asked(
        self, client: ClientId, before: int, at: datetime | None = None
    ) -> tuple[ConversationId, int] | None:
        asked: dict[tuple[int, int], tuple[ConversationId, int]] = {}
        maybe: dict[int, tuple[ConversationId, int]] = {}
        for row in self._posted.values():
            message = row.message
            if message.client != client or message.conversation is None or message.turn is None:
                continue
            question = (message.conversation, message.turn)
            if row.delivered is not None and row.delivered.telegram_id < before:
                asked[row.delivered.telegram_id, row.place] = question
            elif at is not None and message.created_at < at and _perhaps(row):
                maybe[row.place] = question
        _, last = max(asked, default=(0, 0))
        if maybe and max(maybe) > last:
            return maybe[max(maybe)]
        return asked[max(asked)] if asked else None

    async def heal(self, conversation: ConversationId, turn: int, delivered: Delivered) -> None:
        self._heal(delivered, lambda m: m.conversation == conversation and m.turn == turn)

    async def heal_prompt(self, client: ClientId, occurrence: str, delivered: Delivered) -> None:
        self._heal(delivered, lambda m: m.client == client and m.occurrence == occurrence)

    def _theirs(self, row: Posted, client: ClientId) -> bool:
        """Say whether it goes to this client's own chat."""
        known = self._shelves.clients.get(client)
        to = (row.message.client, row.message.chat)
        return known is not None and to == (client, known.chat)

    def _heal(self, delivered: Delivered, fits: Callable[[Message], bool]) -> None:
        for row in list(self._posted.values()):
            if row.state in UNCOUNTED and fits(row.message):
                self._posted[row.message.id] = _delivered(row, delivered)

    async def depth(self) -> Mapping[OutboxState, int]:
        states = (row.state for row in self._posted.values())
        return Counter(state for state in states if state is not OutboxState.SENT)

    def _free(self, tick: float) -> None:
        for row in list(self._posted.values()):
            if row.held_until <= tick:
                self._move(row.message.id, {OutboxState.LEASED}, OutboxState.PENDING)

    def _move(
        self, message: MessageId, from_: set[OutboxState] | frozenset[OutboxState], to: OutboxState
    ) -> bool:
        row = self._posted.get(message)
        if row is None or row.state not in from_:
            return False
        self._posted[message] = replace(row, state=to)
        return True


def _order(row: Posted) -> tuple[int, datetime, int]:
    return row.message.purpose.priority, row.message.created_at, row.place


def _perhaps(row: Posted) -> bool:
    return row.repeats > 0 or row.state is OutboxState.UNCERTAIN


def _outgoing(row: Posted) -> Outgoing:
    return Outgoing(row.message, row.attempts, row.repeats)


def _bare(message: Message) -> Message:
    return replace(message, text="", buttons=(), keyboard=(), picture=b"", document=b"")


def _delivered(row: Posted, delivered: Delivered) -> Posted:
    sent = replace(row, state=OutboxState.SENT, message=_bare(row.message))
    return replace(sent, delivered=delivered, ended_at=delivered.at)
