"""Conversations: frozen and sealed whole; the turn guards every change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.errors import Overtaken
from bot.interview.conversation import Status
from bot.interview.freeze import from_data, to_data
from storage.repository import Repository, literal
from storage.sealed import Sealed
from storage.tables import conversations, said
from storage.types import UtcDateTime
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Column, Row

    from bot.interview.conversation import Conversation, ConversationId
    from bot.people import ClientId
    from storage.vault import Seal

_COLUMNS: tuple[Column[Any], ...] = (
    conversations.c.id,
    conversations.c.client,
    conversations.c.state,
)
_ADD = insert(conversations)
_GET = select(*_COLUMNS).where(conversations.c.id == bindparam("of"))
_CURRENT = select(*_COLUMNS).where(
    conversations.c.client == bindparam("of"),
    conversations.c.status == literal(Status.WAITING),
)
_SAVE = update(conversations).where(
    conversations.c.id == bindparam("of"), conversations.c.turn == bindparam("before")
)
_FORGET = delete(conversations).where(conversations.c.id == bindparam("of"))
_BEGUN = (
    select(conversations.c.script, func.max(conversations.c.began_at, type_=UtcDateTime()))
    .where(conversations.c.client == bindparam("of"))
    .group_by(conversations.c.script)
)
_LATEST = (
    select(*_COLUMNS)
    .where(conversations.c.client == bindparam("of"))
    .order_by(conversations.c.began_at.desc(), conversations.c.id)
    .limit(bindparam("most"))
)
_SET_ASIDE = (
    update(conversations)
    .where(conversations.c.id == bindparam("which"))
    .values(status=Status.LAPSED.value)
)
_REST = keep_last(said)
_RESTING = select(said.c.line).where(
    said.c.client == bindparam("of"), said.c.at >= bindparam("since")
)


class SqlConversations(Repository):
    """Conversations by id, and the lines that rest."""

    async def add(self, conversation: Conversation, at: datetime) -> None:
        row = to_row(conversation, await self._vault.of(conversation.client), at)
        await self._db.execute(_ADD, row | {"began_at": at})

    async def get(self, conversation: ConversationId) -> Conversation | None:
        row = (await self._db.execute(_GET, {"of": conversation})).one_or_none()
        return await self._opened_if(CONVERSATIONS, row)

    async def current(self, client: ClientId) -> Conversation | None:
        row = (await self._db.execute(_CURRENT, {"of": client})).one_or_none()
        found = await self._opened_if(CONVERSATIONS, row)
        if row is not None and found is None:  # it would stand in the way of every other
            await self._db.execute(_SET_ASIDE, {"which": row.id})
        return found

    async def save(self, conversation: Conversation, before: int, at: datetime) -> None:
        row = to_row(conversation, await self._vault.of(conversation.client), at)
        which = {"of": conversation.id, "before": before}
        if not (await self._db.execute(_SAVE, row | which)).rowcount:
            raise Overtaken

    async def forget(self, conversation: ConversationId) -> None:
        await self._db.execute(_FORGET, {"of": conversation})

    async def begun(self, client: ClientId) -> Mapping[str, datetime]:
        rows = await self._db.execute(_BEGUN, {"of": client})
        return {script: at for script, at in rows}  # noqa: C416 - a Row is no pair to the type checker

    async def latest(self, client: ClientId, limit: int) -> Sequence[Conversation]:
        rows = (await self._db.execute(_LATEST, {"of": client, "most": limit})).all()
        return await self._opened(CONVERSATIONS, rows)

    async def rest(self, client: ClientId, lines: Sequence[str], at: datetime) -> None:
        for line in lines:
            row = {"client": client, "line": line, "at": at}
            await self._db.execute(_REST[self._dialect], row)

    async def resting(self, client: ClientId, since: datetime) -> frozenset[str]:
        lines = await self._db.execute(_RESTING, {"of": client, "since": since})
        return frozenset(lines.scalars())


def to_row(conversation: Conversation, seal: Seal, at: datetime) -> dict[str, Any]:
    """Write a conversation; the plain columns are copies for those who count and clean."""
    state = json.dumps(to_data(conversation))
    return {
        "id": conversation.id,
        "client": conversation.client,
        "script": conversation.script,
        "version": conversation.version,
        "status": conversation.status.value,
        "turn": conversation.turn,
        "state": seal.close("conversations.state", conversation.id, state),
        "at": at,
    }


def from_row(row: Row[Any], seal: Seal) -> Conversation:
    """Read a conversation."""
    return from_data(json.loads(seal.open("conversations.state", row.id, row.state)))


CONVERSATIONS = Sealed("conversations", ("id",), select(*_COLUMNS), from_row)
