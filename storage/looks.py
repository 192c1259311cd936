"""Looks: who was shown something, and when, plain; what it was, sealed under the client's key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select

from bot.looks import Look, Seen
from bot.people import ClientId, CounselorId
from storage.repository import Repository
from storage.sealed import Sealed
from storage.tables import looks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from storage.vault import Seal

_ADD = insert(looks)
_OF = select(looks).where(looks.c.client == bindparam("of")).order_by(looks.c.number)


class SqlLooks(Repository):
    """Looks by client."""

    async def add(self, looks: Sequence[Look]) -> None:
        rows = [to_row(look, await self._vault.of(look.client)) for look in looks]
        if rows:
            await self._db.execute(_ADD, rows)

    async def of(self, client: ClientId) -> Sequence[Look]:
        return await self._opened(LOOKS, (await self._db.execute(_OF, {"of": client})).all())


def to_row(look: Look, seal: Seal) -> dict[str, Any]:
    """Write a look; its number is given by the database, so its instant is its address."""
    return {
        "client": look.client,
        "counselor": look.counselor,
        "seen": seal.close("looks.seen", _address(look.counselor, look.at), look.seen),
        "at": look.at,
    }


def from_row(row: Row[Any], seal: Seal) -> Look:
    """Read a look."""
    return Look(
        client=ClientId(row.client),
        counselor=CounselorId(row.counselor),
        seen=Seen(seal.open("looks.seen", _address(row.counselor, row.at), row.seen)),
        at=row.at,
    )


def _address(counselor: str, at: datetime) -> str:
    return f"{counselor}/{at.isoformat()}"


LOOKS = Sealed("looks", ("number",), select(looks), from_row)
