"""Briefs: what was sent to a counselor, sealed under the client's key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.brief import Brief, BriefId, Part
from bot.people import ClientId, CounselorId
from storage.repository import Repository
from storage.sealed import Sealed
from storage.tables import briefs
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal

_PUT = keep_last(briefs)
_GET = select(briefs).where(briefs.c.id == bindparam("which"))
_DROP = delete(briefs).where(briefs.c.id == bindparam("which"))
_OF = (
    select(briefs)
    .where(briefs.c.client == bindparam("whose"))
    .order_by(briefs.c.sent_at, briefs.c.id)
)


class SqlBriefs(Repository):
    """Briefs by id and by client."""

    async def put(self, brief: Brief) -> None:
        row = to_row(brief, await self._vault.of(brief.client))
        await self._db.execute(_PUT[self._dialect], row)

    async def get(self, brief: BriefId) -> Brief | None:
        row = (await self._db.execute(_GET, {"which": brief})).one_or_none()
        return await self._opened_if(BRIEFS, row)

    async def drop(self, brief: BriefId) -> None:
        await self._db.execute(_DROP, {"which": brief})

    async def of(self, client: ClientId) -> Sequence[Brief]:
        return await self._opened(BRIEFS, (await self._db.execute(_OF, {"whose": client})).all())


def to_row(brief: Brief, seal: Seal) -> dict[str, Any]:
    """Write a brief."""
    return {
        "id": brief.id,
        "client": brief.client,
        "counselor": brief.counselor,
        "parts": " ".join(sorted(brief.parts)),
        "text": seal.close("briefs.text", brief.id, brief.text),
        "sent_at": brief.sent_at,
        "read_at": brief.read_at,
    }


def from_row(row: Row[Any], seal: Seal) -> Brief:
    """Read a brief."""
    return Brief(
        id=BriefId(row.id),
        client=ClientId(row.client),
        counselor=CounselorId(row.counselor),
        parts=frozenset(map(Part, row.parts.split())),
        text=seal.open("briefs.text", row.id, row.text),
        sent_at=row.sent_at,
        read_at=row.read_at,
    )


BRIEFS = Sealed("briefs", ("id",), select(briefs), from_row)
