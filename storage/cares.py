"""Cares: which client is with which counselor, sealed under the client's key."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.care import Care, Session, Share, Silence, Telling
from bot.people import ClientId, CounselorId
from storage.repository import Repository
from storage.sealed import Sealed
from storage.tables import cares
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal

_PUT = keep_last(cares)
_MINE = cares.c.client == bindparam("whose")
_OF = select(cares).where(_MINE)
_CLIENTS = (
    select(cares)
    .where(cares.c.counselor == bindparam("with"))
    .order_by(cares.c.since, cares.c.client)
)
_END = delete(cares).where(_MINE)


class SqlCares(Repository):
    """Cares by client and by counselor."""

    async def put(self, care: Care) -> None:
        row = to_row(care, await self._vault.of(care.client))
        await self._db.execute(_PUT[self._dialect], row)

    async def of(self, client: ClientId) -> Care | None:
        row = (await self._db.execute(_OF, {"whose": client})).one_or_none()
        return await self._opened_if(CARES, row)

    async def clients_of(self, counselor: CounselorId) -> Sequence[Care]:
        rows = (await self._db.execute(_CLIENTS, {"with": counselor})).all()
        return await self._opened(CARES, rows)

    async def end(self, client: ClientId) -> None:
        await self._db.execute(_END, {"whose": client})


def to_row(care: Care, seal: Seal) -> dict[str, Any]:
    """Write a care; what the counselor calls the client and when they meet is sealed as one."""
    sessions = [[session.at.isoformat(), session.zone] for session in care.sessions]
    return {
        "client": care.client,
        "counselor": care.counselor,
        "body": seal.close("cares.body", care.client, json.dumps([care.label, sessions])),
        "since": care.since,
        "sharing": " ".join(sorted(care.sharing)),
        "silence": care.silence.value,
        "telling": care.telling.value,
        "sent": care.sent,
    }


def from_row(row: Row[Any], seal: Seal) -> Care:
    """Read a care."""
    label, sessions = json.loads(seal.open("cares.body", row.client, row.body))
    return Care(
        client=ClientId(row.client),
        counselor=CounselorId(row.counselor),
        label=label,
        since=row.since,
        sharing=frozenset(map(Share, row.sharing.split())),
        silence=Silence(row.silence),
        telling=Telling(row.telling),
        sent=row.sent,
        sessions=tuple(Session(datetime.fromisoformat(at), zone) for at, zone in sessions),
    )


CARES = Sealed("cares", ("client",), select(cares), from_row)
