"""What clients sent, by Telegram's id alone, so that a chat can be cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from storage.repository import Repository
from storage.tables import incoming
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.people import ClientId

_ADD = keep_first(incoming)
_MINE = incoming.c.client == bindparam("whose")
_OF = (
    select(incoming.c.telegram_id)
    .where(_MINE, incoming.c.at >= bindparam("since"))
    .order_by(incoming.c.telegram_id)
)
_DROP = delete(incoming).where(_MINE)


class SqlIncoming(Repository):
    """Ids by client."""

    async def add(self, client: ClientId, telegram_id: int, at: datetime) -> None:
        row = {"client": client, "telegram_id": telegram_id, "at": at}
        await self._db.execute(_ADD[self._dialect], row)

    async def of(self, client: ClientId, since: datetime) -> Sequence[int]:
        rows = await self._db.execute(_OF, {"whose": client, "since": since})
        return rows.scalars().all()

    async def drop(self, client: ClientId) -> None:
        await self._db.execute(_DROP, {"whose": client})
