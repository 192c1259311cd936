"""Counselors' own check-ins: sealed under the service's key; whom they are published to, plain."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from bot.own import Own, Version
from bot.people import ClientId, CounselorId
from storage.repository import Repository
from storage.tables import own_checkins, own_clients
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row

    from storage.vault import Seal

_PUT = keep_last(own_checkins)
_FOR_NONE = delete(own_clients).where(own_clients.c.checkin == bindparam("which"))
_FOR = insert(own_clients)
_GET = select(own_checkins).where(own_checkins.c.name == bindparam("which"))
_BY = (
    select(own_checkins)
    .where(own_checkins.c.counselor == bindparam("whose"))
    .order_by(own_checkins.c.name)
)
_PUBLISHED = (
    select(own_checkins)
    .join(own_clients, own_clients.c.checkin == own_checkins.c.name)
    .where(own_clients.c.client == bindparam("to"), own_checkins.c.withdrawn_at.is_(None))
    .order_by(own_checkins.c.name)
)
_CLIENTS = select(own_clients.c.client).where(own_clients.c.checkin == bindparam("which"))


class SqlOwns(Repository):
    """Counselors' check-ins by name, by counselor and by client."""

    async def put(self, own: Own) -> None:
        await self._db.execute(_PUT[self._dialect], to_row(own, self._vault.service))
        await self._db.execute(_FOR_NONE, {"which": own.name})
        for client in sorted(own.clients):
            await self._db.execute(_FOR, {"checkin": own.name, "client": client})

    async def get(self, name: str) -> Own | None:
        row = (await self._db.execute(_GET, {"which": name})).one_or_none()
        return None if row is None else await self._read(row)

    async def by(self, counselor: CounselorId) -> Sequence[Own]:
        rows = (await self._db.execute(_BY, {"whose": counselor})).all()
        return [await self._read(row) for row in rows]

    async def published(self, client: ClientId) -> Sequence[Own]:
        rows = (await self._db.execute(_PUBLISHED, {"to": client})).all()
        return [await self._read(row) for row in rows]

    async def _read(self, row: Row[Any]) -> Own:
        clients = (await self._db.execute(_CLIENTS, {"which": row.name})).scalars()
        return from_row(row, clients, self._vault.service)


def to_row(own: Own, seal: Seal) -> dict[str, Any]:
    """Write a check-in; its clients have rows of their own."""
    body = [own.title, [[one.version, one.at.isoformat()] for one in own.versions]]
    return {
        "name": own.name,
        "counselor": own.counselor,
        "body": seal.close("own_checkins.body", own.name, json.dumps(body)),
        "withdrawn_at": own.withdrawn_at,
    }


def from_row(row: Row[Any], clients: Iterable[str], seal: Seal) -> Own:
    """Read a check-in."""
    title, versions = json.loads(seal.open("own_checkins.body", row.name, row.body))
    return Own(
        name=row.name,
        counselor=CounselorId(row.counselor),
        title=title,
        versions=tuple(Version(one, datetime.fromisoformat(at)) for one, at in versions),
        clients=frozenset(map(ClientId, clients)),
        withdrawn_at=row.withdrawn_at,
    )
