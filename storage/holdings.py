"""What is held about one client, for their own file: plain reads over several tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.interview.conversation import ConversationId
from bot.message import MessageId, Purpose
from bot.ports import Came, OutboxState, Posted, Prompted, Sat
from bot.schedule.occurrences import State
from storage import conversations as talks
from storage import drafts as begun
from storage import messages, occurrences, owns, timers
from storage import tables as t
from storage.repository import Repository
from storage.sealed import Sealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, Row

    from bot.counsel.draft import Draft
    from bot.own import Own
    from bot.people import ClientId
    from bot.ports import Timer
    from storage.vault import Seal

_WHO: BindParameter[Any] = bindparam("whose")
_TALKS = (
    select(t.conversations)
    .where(t.conversations.c.client == _WHO)
    .order_by(t.conversations.c.began_at, t.conversations.c.id)
)
_SAID = select(t.said.c.line, t.said.c.at).where(t.said.c.client == _WHO).order_by(t.said.c.line)
_PROMPTS = (
    select(t.occurrences)
    .where(t.occurrences.c.client == _WHO)
    .order_by(t.occurrences.c.due_at, t.occurrences.c.plan, t.occurrences.c.id)
)
_CAME = (
    select(t.occurrence_events)
    .join_from(t.occurrence_events, t.occurrences)
    .where(t.occurrences.c.client == _WHO)
    .order_by(t.occurrence_events.c.occurrence, t.occurrence_events.c.number)
)
_TIMERS = (
    select(t.timers).where(t.timers.c.client == _WHO).order_by(t.timers.c.due_at, t.timers.c.id)
)
_POSTED = (
    select(t.outbox, t.clients.c.chat.label("their_chat"))
    .join_from(t.outbox, t.clients)
    .where(t.outbox.c.client == _WHO)
    .order_by(t.outbox.c.number)
)
_INCOMING = (
    select(t.incoming.c.telegram_id, t.incoming.c.at)
    .where(t.incoming.c.client == _WHO)
    .order_by(t.incoming.c.telegram_id)
)
_DRAFTS = select(t.drafts).where(t.drafts.c.client == _WHO).order_by(t.drafts.c.counselor)
_OWNS = (
    select(t.own_checkins)
    .join_from(t.own_checkins, t.own_clients)
    .where(t.own_clients.c.client == _WHO)
    .order_by(t.own_checkins.c.name)
)


class SqlHoldings(Repository):
    """What is held, by whom it is about."""

    async def conversations(self, client: ClientId) -> Sequence[Sat]:
        rows = (await self._db.execute(_TALKS, {"whose": client})).all()
        return await self._opened(SATS, rows)

    async def said(self, client: ClientId) -> Mapping[str, datetime]:
        rows = await self._db.execute(_SAID, {"whose": client})
        return {row.line: row.at for row in rows}

    async def occurrences(self, client: ClientId) -> Sequence[Prompted]:
        lines = (await self._db.execute(_CAME, {"whose": client})).all()
        history = {
            of: tuple(Came(State(row.state), row.at, row.detail) for row in came)
            for of, came in groupby(lines, key=lambda row: row.occurrence)
        }
        rows = await self._db.execute(_PROMPTS, {"whose": client})
        return [
            Prompted(row.id, occurrences.from_row(row), history.get(row.id, ())) for row in rows
        ]

    async def timers(self, client: ClientId) -> Sequence[Timer]:
        return [timers.from_row(row) for row in await self._db.execute(_TIMERS, {"whose": client})]

    async def messages(self, client: ClientId) -> Sequence[Posted]:
        rows = (await self._db.execute(_POSTED, {"whose": client})).all()
        return await self._opened(POSTED, rows)

    async def incoming(self, client: ClientId) -> Mapping[int, datetime]:
        rows = await self._db.execute(_INCOMING, {"whose": client})
        return {row.telegram_id: row.at for row in rows}

    async def drafts(self, client: ClientId) -> Sequence[Draft]:
        rows = (await self._db.execute(_DRAFTS, {"whose": client})).all()
        return await self._opened(begun.DRAFTS, rows)

    async def owns(self, client: ClientId) -> Sequence[Own]:
        rows = (await self._db.execute(_OWNS, {"whose": client})).all()
        opened = await self._opened(owns.OWNS, rows)
        return [replace(own, clients=frozenset({client})) for own in opened]

    async def unread(self) -> int:
        return len(self._damage.found)


def _sat(row: Row[Any], seal: Seal) -> Sat:
    return Sat(talks.from_row(row, seal), row.began_at, row.at, row.emptied_at)


def _posted(row: Row[Any], seal: Seal) -> Posted:
    return Posted(
        id=MessageId(row.id),
        theirs=row.chat == row.their_chat,
        purpose=Purpose(row.purpose),
        state=OutboxState(row.state),
        created_at=row.created_at,
        expires_at=row.expires_at,
        not_before=row.not_before,
        attempts=row.attempts,
        repeats=row.repeats,
        conversation=None if row.conversation is None else ConversationId(row.conversation),
        turn=row.turn,
        occurrence=row.occurrence,
        telegram_id=row.telegram_id,
        ended_at=row.ended_at,
        message=None if row.body is None else messages.from_row(row, seal),
    )


SATS = Sealed("conversations", ("id",), talks.CONVERSATIONS.every, _sat)
POSTED = Sealed("outbox", ("id",), messages.MESSAGES.every, _posted)
