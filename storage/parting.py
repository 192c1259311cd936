"""The outbox when a client goes: what can still be taken back, and what arrives all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, or_, select, update

from bot.message import Purpose
from storage.messages import MESSAGES, to_row
from storage.repository import Repository
from storage.rules import WAITS
from storage.tables import clients, outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.message import MessageId
    from bot.people import ClientId

_ID = outbox.c.id == bindparam("which")
_THEIR_CHAT = (
    outbox.c.chat
    == select(clients.c.chat).where(clients.c.id == bindparam("whose")).scalar_subquery()
)
_THEIRS = outbox.c.client == bindparam("whose")
_RECENT = (
    select(outbox.c.telegram_id)
    .where(
        or_(_THEIRS, outbox.c.client.is_(None)),
        _THEIR_CHAT,
        outbox.c.telegram_id.is_not(None),
        outbox.c.ended_at >= bindparam("since"),
    )
    .distinct()
    .order_by(outbox.c.telegram_id)
)
_FORGET = delete(outbox).where(_ID)
_BEFORE = delete(outbox).where(outbox.c.client.is_(None), _THEIR_CHAT)
_ALERTS = select(outbox).where(
    _THEIRS,
    ~_THEIR_CHAT,
    outbox.c.purpose == Purpose.ALERT.value,
    outbox.c.state.in_(WAITS),
)
_NOBODYS = update(outbox).where(_ID)


class Parting(Repository):
    """The outbox's side of a farewell."""

    async def recent(self, client: ClientId, since: datetime) -> Sequence[int]:
        rows = await self._db.execute(_RECENT, {"whose": client, "since": since})
        return rows.scalars().all()

    async def forget(self, message: MessageId) -> None:
        await self._db.execute(_FORGET, {"which": message})

    async def part(self, client: ClientId, until: datetime) -> None:
        await self._db.execute(_BEFORE, {"whose": client})
        rows = (await self._db.execute(_ALERTS, {"whose": client})).all()
        for found in await self._opened(MESSAGES, rows):
            alert = replace(found, client=None, expires_at=until, fleeting=True)
            anew = to_row(alert, await self._vault.whose(None, alert.created_at))
            await self._db.execute(_NOBODYS, {"which": alert.id, **anew})
