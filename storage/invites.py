"""Invitations: found by a keyed hash of their code, which itself is kept nowhere.

Whom one is for is sealed under a key of its own, for as long as there is anything to seal: one that
was used or withdrawn names nobody, and its key is destroyed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, insert, select, update

from bot.care import Invite, InviteId, InviteKind
from bot.errors import StoreError
from bot.people import CounselorId
from storage.apart import INVITES
from storage.repository import Shedding
from storage.sealed import Sealed
from storage.tables import invites

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from storage.seal import Seal
    from storage.vault import Vault

NOTHING: Final = b""
"""The body of an invitation that has nothing to seal."""
_ADD = insert(invites)
_BY_CODE = select(invites).where(invites.c.code == bindparam("hashed")).with_for_update()
_GET = select(invites).where(invites.c.id == bindparam("which")).with_for_update()
_SAVE = update(invites).where(invites.c.id == bindparam("which"))
_OF = (
    select(invites)
    .where(invites.c.counselor.is_not_distinct_from(bindparam("whose")))
    .order_by(invites.c.created_at, invites.c.id)
    .with_for_update()
)
_CLOSED = (
    select(invites)
    .where(invites.c.expires_at <= bindparam("now"), invites.c.body != NOTHING)
    .order_by(invites.c.expires_at, invites.c.id)
    .with_for_update()
)


class SqlInvites(Shedding[str]):
    """Invitations by code and by counselor."""

    async def add(self, invite: Invite, code: str) -> None:
        row = {"code": self._vault.code(code), **await self._row(invite)}
        await self._db.execute(_ADD, row)

    async def by_code(self, code: str) -> Invite | None:
        which = {"hashed": self._vault.code(code)}
        row = (await self._db.execute(_BY_CODE, which)).one_or_none()
        return await self._opened_if(INVITED, row)

    async def get(self, invite: InviteId) -> Invite | None:
        row = (await self._db.execute(_GET, {"which": invite})).one_or_none()
        return await self._opened_if(INVITED, row)

    async def save(self, invite: Invite) -> None:
        new = {"which": invite.id, **await self._row(invite)}
        if not (await self._db.execute(_SAVE, new)).rowcount:
            raise StoreError("There is no such invitation.")

    async def of(self, counselor: CounselorId | None) -> Sequence[Invite]:
        rows = await self._db.execute(_OF, {"whose": counselor})
        return await self._opened(INVITED, rows.all())

    async def closed(self, now: datetime) -> Sequence[Invite]:
        rows = await self._db.execute(_CLOSED, {"now": now})
        return await self._opened(INVITED, rows.all())

    async def _row(self, invite: Invite) -> dict[str, Any]:
        name = f"{INVITES}{invite.id}"
        if says_nothing(invite):
            self._shed.append(name)
            return to_row(invite, self._vault.service)
        return to_row(invite, await self._vault.apart.make(name))


def says_nothing(invite: Invite) -> bool:
    """Say whether there is nothing to seal: it names nobody, and nobody has it open."""
    return not invite.label and invite.used_by is None


async def of_invite(vault: Vault, row: Row[Any]) -> Seal:
    """Give the seal of an invitation. Raises SealBroken: its key was destroyed."""
    return await vault.opener(row.body, f"{INVITES}{row.id}")


def to_row(invite: Invite, seal: Seal) -> dict[str, Any]:
    """Write an invitation, but for its code; whom it is for is sealed as one, if it is said."""
    body = NOTHING
    if not says_nothing(invite):
        said = json.dumps([invite.label, invite.used_by])
        body = seal.close("invites.body", invite.id, said)
    return {
        "id": invite.id,
        "kind": invite.kind.value,
        "counselor": invite.counselor,
        "body": body,
        "template": invite.template,
        "locale": invite.locale,
        "created_at": invite.created_at,
        "expires_at": invite.expires_at,
        "used_at": invite.used_at,
        "sent": invite.sent,
    }


def from_row(row: Row[Any], seal: Seal) -> Invite:
    """Read an invitation."""
    label, used_by = "", None
    if row.body != NOTHING:
        label, used_by = json.loads(seal.open("invites.body", row.id, row.body))
    return Invite(
        id=InviteId(row.id),
        kind=InviteKind(row.kind),
        created_at=row.created_at,
        expires_at=row.expires_at,
        counselor=None if row.counselor is None else CounselorId(row.counselor),
        label=label,
        template=row.template,
        locale=row.locale,
        used_at=row.used_at,
        used_by=used_by,
        sent=row.sent,
    )


INVITED = Sealed("invites", ("id",), select(invites), from_row, of_invite)
