"""Invitations: found by a keyed hash of their code, which itself is kept nowhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.care import Invite, InviteId, InviteKind
from bot.errors import StoreError
from bot.people import CounselorId
from storage.repository import Repository
from storage.tables import invites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal

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


class SqlInvites(Repository):
    """Invitations by code and by counselor."""

    async def add(self, invite: Invite, code: str) -> None:
        row = {"code": self._vault.code(code), **to_row(invite, self._vault.service)}
        await self._db.execute(_ADD, row)

    async def by_code(self, code: str) -> Invite | None:
        which = {"hashed": self._vault.code(code)}
        row = (await self._db.execute(_BY_CODE, which)).one_or_none()
        return None if row is None else from_row(row, self._vault.service)

    async def get(self, invite: InviteId) -> Invite | None:
        row = (await self._db.execute(_GET, {"which": invite})).one_or_none()
        return None if row is None else from_row(row, self._vault.service)

    async def save(self, invite: Invite) -> None:
        new = {"which": invite.id, **to_row(invite, self._vault.service)}
        if not (await self._db.execute(_SAVE, new)).rowcount:
            raise StoreError("There is no such invitation.")

    async def of(self, counselor: CounselorId | None) -> Sequence[Invite]:
        rows = await self._db.execute(_OF, {"whose": counselor})
        return [from_row(row, self._vault.service) for row in rows]


def to_row(invite: Invite, seal: Seal) -> dict[str, Any]:
    """Write an invitation, but for its code; whom it is for is sealed as one."""
    body = json.dumps([invite.label, invite.used_by])
    return {
        "id": invite.id,
        "kind": invite.kind.value,
        "counselor": invite.counselor,
        "body": seal.close("invites.body", invite.id, body),
        "template": invite.template,
        "locale": invite.locale,
        "created_at": invite.created_at,
        "expires_at": invite.expires_at,
        "used_at": invite.used_at,
        "sent": invite.sent,
    }


def from_row(row: Row[Any], seal: Seal) -> Invite:
    """Read an invitation."""
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
