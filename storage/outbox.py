"""The outbox: messages leave by priority, in order per chat, in one pair of hands at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select, union_all, update

from bot.interview.conversation import ConversationId
from bot.ports import OutboxState, Outgoing
from storage.messages import MESSAGES, to_row
from storage.outboxlease import FREE, LEASE, ONE_AT_A_TIME, RECOVER, by_order, in_reach
from storage.padded import padded
from storage.parting import Parting
from storage.repository import literal
from storage.rules import HELD, OPEN, RESTS, UNCOUNTED
from storage.tables import clients, outbox

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Row

    from bot.looks import Seen
    from bot.message import Delivered, Message, MessageId
    from bot.people import ClientId

_ID = outbox.c.id == bindparam("which")
_IS_OPEN = outbox.c.state.in_(OPEN)
NOBODY = b""
"""No chat's number."""
_DROPPED = {"body": None, "holder": None, "held_until": None}
_ADD = insert(outbox).inline()
_SENDING = (
    update(outbox)
    .where(_ID, outbox.c.state == OutboxState.LEASED, outbox.c.holder == bindparam("me"))
    .values(state=OutboxState.SENDING)
)
_DELIVERED = update(outbox).values(state=OutboxState.SENT, **_DROPPED)
_SENT = in_reach(_DELIVERED.where(_ID))
_KNOWN = select(exists().where(_ID))
_HEAL = _DELIVERED.where(
    outbox.c.conversation == bindparam("of_conversation"),
    outbox.c.turn == bindparam("of_turn"),
    outbox.c.state.in_(UNCOUNTED),
)
_HEAL_PROMPT = _DELIVERED.where(
    outbox.c.client == bindparam("whose"),
    outbox.c.occurrence == bindparam("of_occurrence"),
    outbox.c.state.in_(UNCOUNTED),
)
_LAID_DOWN = update(outbox).where(_ID, _IS_OPEN).values(holder=None, held_until=None)
_CLOSE = in_reach(_LAID_DOWN)
_CLOSE_BARE = in_reach(_LAID_DOWN.values(body=None))
_AGAIN = in_reach(
    _LAID_DOWN.values(
        state=OutboxState.PENDING,
        attempts=outbox.c.attempts + bindparam("tried"),
        repeats=outbox.c.repeats + bindparam("repeated"),
    )
)
_THEIR_CHAT = (
    outbox.c.client == bindparam("whose"),
    outbox.c.chat
    == select(clients.c.chat).where(clients.c.id == bindparam("whose")).scalar_subquery(),
)
_DROP = delete(outbox).where(
    *_THEIR_CHAT,
    outbox.c.state.in_((OutboxState.KEPT_BACK, OutboxState.PENDING, OutboxState.LEASED)),
)
_KEPT_BACK = update(outbox).where(*_THEIR_CHAT, outbox.c.state == OutboxState.KEPT_BACK)
_STALE = _KEPT_BACK.where(outbox.c.expires_at <= bindparam("now")).values(
    state=OutboxState.EXPIRED, ended_at=bindparam("now"), **_DROPPED
)
_RELEASE = _KEPT_BACK.values(state=OutboxState.PENDING)
_UNTOLD = select(outbox).where(
    outbox.c.chat == bindparam("to"), _IS_OPEN, outbox.c.body.is_not(None)
)
_RECALL = delete(outbox).where(outbox.c.id.in_(bindparam("those", expanding=True)))
_QUESTIONS = (
    outbox.c.client == bindparam("whose"),
    outbox.c.conversation.is_not(None),
    outbox.c.turn.is_not(None),
)
_SEEN = (
    select(outbox.c.number)
    .where(*_QUESTIONS, outbox.c.telegram_id < bindparam("before"))
    .order_by(outbox.c.telegram_id.desc(), outbox.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_PERHAPS = and_(
    outbox.c.created_at < bindparam("at"),
    or_(outbox.c.repeats > 0, outbox.c.state == OutboxState.UNCERTAIN),
)
_ASKED = (
    select(outbox.c.conversation, outbox.c.turn)
    .where(
        *_QUESTIONS,
        outbox.c.number >= func.coalesce(_SEEN, 0),
        or_(outbox.c.number == _SEEN, _PERHAPS),
    )
    .order_by(outbox.c.number.desc())
    .limit(1)
)
_COUNT = select(outbox.c.state, func.count().label("many")).group_by(outbox.c.state)
DEPTH = union_all(
    _COUNT.where(outbox.c.state == literal(OutboxState.PENDING)),
    _COUNT.where(outbox.c.state.in_([literal(state) for state in sorted(HELD)])),
    _COUNT.where(outbox.c.state.in_([literal(state) for state in sorted(RESTS)])),
)
"""Count what is not sent by state, in the very words of the partial indexes."""


class SqlOutbox(Parting):
    """Messages by id."""

    async def add(self, message: Message, *, kept_back: bool = False) -> None:
        row = to_row(message, await self._vault.whose(message.client, message.created_at))
        new = {
            "chat": self._vault.chat(message.chat),
            "state": (OutboxState.KEPT_BACK if kept_back else OutboxState.PENDING).value,
            "attempts": 0,
            "repeats": 0,
        }
        await self._db.execute(_ADD, row | new)

    async def release(self, client: ClientId, now: datetime) -> int:
        which = {"whose": client}
        await self._db.execute(_STALE, {**which, "now": now})
        return (await self._db.execute(_RELEASE, which)).rowcount

    async def lease(
        self, now: datetime, limit: int, lease: timedelta, *, busy: frozenset[int] = frozenset()
    ) -> Sequence[Outgoing]:
        if self._dialect == "postgresql":
            await self._db.execute(ONE_AT_A_TIME)
        await self._db.execute(FREE[self._dialect], {"me": self._holder})
        which = {
            "now": now,
            "most": limit,
            "me": self._holder,
            "lease": lease.total_seconds(),
            "busy": padded([self._vault.chat(chat) for chat in busy], NOBODY),
        }
        return await self._read(await self._db.execute(LEASE, which))

    async def sending(self, message: MessageId) -> bool:
        which = {"which": message, "me": self._holder}
        return (await self._db.execute(_SENDING, which)).rowcount > 0

    async def sent(self, message: MessageId, delivered: Delivered) -> bool:
        which = {"which": message, "me": self._holder, **_proof(delivered)}
        if (await self._db.execute(_SENT[self._dialect], which)).rowcount:
            return True
        return bool(await self._db.scalar(_KNOWN, {"which": message}))

    async def again(self, message: MessageId, not_before: datetime, *, repeat: bool) -> None:
        which = {"which": message, "me": self._holder, "not_before": not_before}
        counts = {"tried": int(not repeat), "repeated": int(repeat)}
        await self._db.execute(_AGAIN[self._dialect], which | counts)

    async def close(self, message: MessageId, state: OutboxState, at: datetime) -> None:
        close = _CLOSE if state is OutboxState.UNCERTAIN else _CLOSE_BARE
        which = {"which": message, "me": self._holder}
        await self._db.execute(close[self._dialect], {**which, "state": state, "ended_at": at})

    async def recover(self) -> Sequence[Outgoing]:
        await self._db.execute(FREE[self._dialect], {"me": self._holder})
        rows = await self._db.execute(RECOVER[self._dialect], {"me": self._holder})
        return await self._read(rows)

    async def drop(self, client: ClientId) -> int:
        return (await self._db.execute(_DROP, {"whose": client})).rowcount

    async def recall(
        self, chat: int, client: ClientId, seen: Collection[Seen]
    ) -> Sequence[Message]:
        rows = await self._db.execute(_UNTOLD, {"to": self._vault.chat(chat)})
        told = [out.message for out in await self._read(rows)]
        taken = [one for one in told if any((client, what) in one.tells for what in seen)]
        if taken:
            await self._db.execute(_RECALL, {"those": [one.id for one in taken]})
        return taken

    async def asked(
        self, client: ClientId, before: int, at: datetime | None = None
    ) -> tuple[ConversationId, int] | None:
        which = {"whose": client, "before": before, "at": at}
        found = await self._db.execute(_ASKED, which)
        row = found.one_or_none()
        return None if row is None else (ConversationId(row.conversation), row.turn)

    async def heal(self, conversation: ConversationId, turn: int, delivered: Delivered) -> None:
        which = {"of_conversation": conversation, "of_turn": turn}
        await self._db.execute(_HEAL, which | _proof(delivered))

    async def heal_prompt(self, client: ClientId, occurrence: str, delivered: Delivered) -> None:
        which = {"whose": client, "of_occurrence": occurrence}
        await self._db.execute(_HEAL_PROMPT, which | _proof(delivered))

    async def depth(self) -> Mapping[OutboxState, int]:
        return {OutboxState(state): many for state, many in await self._db.execute(DEPTH)}

    async def _read(self, rows: Iterable[Row[Any]]) -> Sequence[Outgoing]:
        taken = {row.id: row for row in sorted(rows, key=by_order)}
        messages = await self._opened(MESSAGES, list(taken.values()))
        for lost in taken.keys() - {message.id for message in messages}:
            which = {"which": lost, "me": self._holder, "state": OutboxState.FAILED}
            await self._db.execute(_CLOSE[self._dialect], which)
        counts = ((message, taken[message.id]) for message in messages)
        return [Outgoing(message, row.attempts, row.repeats) for message, row in counts]


def _proof(delivered: Delivered) -> dict[str, Any]:
    return {"telegram_id": delivered.telegram_id, "ended_at": delivered.at}
