"""Counselors' own check-ins: sealed under the service's key; whom they are published to, plain."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.own import Own, Version
from bot.people import ClientId, CounselorId
from storage.repository import Repository
from storage.sealed import Sealed, of_service
from storage.tables import own_checkins, own_clients
from storage.upsert import keep_first, keep_last

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Row, Select

    from storage.vault import Seal

_PUT = keep_last(own_checkins)
_ALL_BUT = delete(own_clients).where(
    own_clients.c.checkin == bindparam("which"),
    own_clients.c.client.not_in(bindparam("stay", expanding=True)),
)
_GIVE = keep_first(own_clients)
_TAKE_BACK = delete(own_clients).where(
    own_clients.c.client == bindparam("whose"),
    own_clients.c.checkin.in_(
        select(own_checkins.c.name).where(own_checkins.c.counselor == bindparam("by"))
    ),
)
_EVERY = (
    select(own_checkins, own_clients.c.client)
    .outerjoin(own_clients, own_clients.c.checkin == own_checkins.c.name)
    .order_by(own_checkins.c.name)
)
_GET = _EVERY.where(own_checkins.c.name == bindparam("which"))
_BY = _EVERY.where(own_checkins.c.counselor == bindparam("whose"))
_PUBLISHED = _EVERY.where(
    own_checkins.c.withdrawn_at.is_(None),
    own_checkins.c.name.in_(
        select(own_clients.c.checkin).where(own_clients.c.client == bindparam("to"))
    ),
)


class SqlOwns(Repository):
    """Counselors' check-ins by name, by counselor and by client."""

    async def put(self, own: Own) -> None:
        await self._db.execute(_PUT[self._dialect], to_row(own, self._vault.service))

    async def give(self, name: str, clients: AbstractSet[ClientId]) -> None:
        await self._db.execute(_ALL_BUT, {"which": name, "stay": sorted(clients)})
        rows = [{"checkin": name, "client": client} for client in sorted(clients)]
        if rows:
            await self._db.execute(_GIVE[self._dialect], rows)

    async def take_back(self, counselor: CounselorId, client: ClientId) -> None:
        await self._db.execute(_TAKE_BACK, {"by": counselor, "whose": client})

    async def get(self, name: str) -> Own | None:
        return next(iter(await self._read(_GET, {"which": name})), None)

    async def by(self, counselor: CounselorId) -> Sequence[Own]:
        return await self._read(_BY, {"whose": counselor})

    async def published(self, client: ClientId) -> Sequence[Own]:
        return await self._read(_PUBLISHED, {"to": client})

    async def _read(self, found: Select[Any], which: Mapping[str, str]) -> Sequence[Own]:
        """Read check-ins, of which each has a row for every client it is published to."""
        rows = (await self._db.execute(found, which)).all()
        ones = {name: list(one) for name, one in groupby(rows, key=lambda row: row.name)}
        opened = await self._opened(OWNS, [one[0] for one in ones.values()])
        return [replace(own, clients=_published(ones[own.name])) for own in opened]


def _published(rows: Iterable[Row[Any]]) -> frozenset[ClientId]:
    return frozenset(ClientId(row.client) for row in rows if row.client)


def to_row(own: Own, seal: Seal) -> dict[str, Any]:
    """Write a check-in; its clients have rows of their own."""
    body = [own.title, [[one.version, one.at.isoformat()] for one in own.versions]]
    return {
        "name": own.name,
        "counselor": own.counselor,
        "body": seal.close("own_checkins.body", own.name, json.dumps(body)),
        "withdrawn_at": own.withdrawn_at,
    }


def from_row(row: Row[Any], seal: Seal) -> Own:
    """Read a check-in, but for its clients."""
    title, versions = json.loads(seal.open("own_checkins.body", row.name, row.body))
    return Own(
        name=row.name,
        counselor=CounselorId(row.counselor),
        title=title,
        versions=tuple(Version(one, datetime.fromisoformat(at)) for one, at in versions),
        withdrawn_at=row.withdrawn_at,
    )


OWNS = Sealed("own_checkins", ("name",), select(own_checkins), from_row, of_service)
