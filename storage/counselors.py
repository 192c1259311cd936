"""Counselors: found by a keyed hash of their chat, sealed under the service's key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from bot.errors import StoreError
from bot.people import Counselor, CounselorId, Hours
from storage.repository import Repository
from storage.sealed import Sealed, of_service
from storage.tables import counselors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal, Vault

_ID = counselors.c.id == bindparam("of")
_GET = select(counselors).where(_ID)
_BY_CHAT = (
    select(counselors)
    .where(counselors.c.chat == bindparam("of"))
    .with_for_update(key_share=True)  # a client who accepts refers to the row, and need not wait
)
_ADD = insert(counselors)
_SAVE = update(counselors).where(_ID)
_ALL = select(counselors).order_by(counselors.c.created_at, counselors.c.id)


class SqlCounselors(Repository):
    """Counselors by id and by chat."""

    async def add(self, counselor: Counselor) -> None:
        await self._db.execute(_ADD, to_row(counselor, self._vault))

    async def get(self, counselor: CounselorId) -> Counselor | None:
        row = (await self._db.execute(_GET, {"of": counselor})).one_or_none()
        return await self._opened_if(COUNSELORS, row)

    async def by_chat(self, chat: int) -> Counselor | None:
        row = (await self._db.execute(_BY_CHAT, {"of": self._vault.chat(chat)})).one_or_none()
        return await self._insist(COUNSELORS, row)

    async def save(self, counselor: Counselor) -> None:
        new = {"of": counselor.id, **to_row(counselor, self._vault)}
        if not (await self._db.execute(_SAVE, new)).rowcount:
            raise StoreError("There is no such counselor.")

    async def all(self) -> Sequence[Counselor]:
        return await self._opened(COUNSELORS, (await self._db.execute(_ALL)).all())


def to_row(counselor: Counselor, vault: Vault) -> dict[str, Any]:
    """Write a counselor; who they are on Telegram and by name is sealed as one."""
    person = json.dumps([counselor.chat, counselor.name, counselor.pressed])
    return {
        "id": counselor.id,
        "chat": vault.chat(counselor.chat),
        "person": vault.service.close("counselors.person", counselor.id, person),
        "created_at": counselor.created_at,
        "locale": counselor.locale,
        "zone": counselor.zone,
        "work_days": "".join(map(str, counselor.hours.days)),
        "work_from": counselor.hours.start,
        "work_to": counselor.hours.end,
        "settled": counselor.settled,
        "suspended": counselor.suspended,
        "overview_day": counselor.overview_day,
        "gone_at": counselor.gone_at,
        "away_until": counselor.away_until,
        "cover": counselor.cover,
    }


def from_row(row: Row[Any], seal: Seal) -> Counselor:
    """Read a counselor."""
    chat, name, pressed = json.loads(seal.open("counselors.person", row.id, row.person))
    return Counselor(
        id=CounselorId(row.id),
        chat=chat,
        created_at=row.created_at,
        name=name,
        locale=row.locale,
        zone=row.zone,
        hours=Hours(tuple(map(int, row.work_days)), row.work_from, row.work_to),
        settled=row.settled,
        suspended=row.suspended,
        overview_day=row.overview_day,
        gone_at=row.gone_at,
        pressed=pressed,
        away_until=row.away_until,
        cover=None if row.cover is None else CounselorId(row.cover),
    )


COUNSELORS = Sealed("counselors", ("id",), select(counselors), from_row, of_service)
