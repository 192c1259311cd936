"""Drafts: what a counselor is in the middle of, sealed under the key of whom it is about.

One that is about nobody is sealed under the key of the day on which it was begun.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.counsel.draft import Draft, instant_of
from bot.people import ClientId, CounselorId
from storage.repository import Repository
from storage.sealed import Sealed
from storage.tables import drafts
from storage.upsert import keep_last

if TYPE_CHECKING:
    from sqlalchemy import Row

    from storage.vault import Seal, Vault

_MINE = drafts.c.counselor == bindparam("whose")
_PUT = keep_last(drafts)
_GET = select(drafts).where(_MINE)
_DROP = delete(drafts).where(_MINE)


class SqlDrafts(Repository):
    """Drafts by counselor."""

    async def put(self, draft: Draft) -> None:
        seal = await self._vault.whose(draft.client, instant_of(draft.turn))
        row = to_row(draft, seal)
        await self._db.execute(_PUT[self._dialect], row)

    async def get(self, counselor: CounselorId) -> Draft | None:
        row = (await self._db.execute(_GET, {"whose": counselor})).one_or_none()
        return await self._opened_if(DRAFTS, row)

    async def drop(self, counselor: CounselorId) -> None:
        await self._db.execute(_DROP, {"whose": counselor})


def to_row(draft: Draft, seal: Seal) -> dict[str, Any]:
    """Write a draft; all that was said in it is sealed as one."""
    body = json.dumps([draft.step, dict(draft.data)])
    return {
        "counselor": draft.counselor,
        "about": draft.about,
        "turn": draft.turn,
        "client": draft.client,
        "body": seal.close("drafts.body", draft.counselor, body),
    }


def from_row(row: Row[Any], seal: Seal) -> Draft:
    """Read a draft."""
    step, data = json.loads(seal.open("drafts.body", row.counselor, row.body))
    return Draft(
        counselor=CounselorId(row.counselor),
        about=row.about,
        step=step,
        turn=row.turn,
        client=None if row.client is None else ClientId(row.client),
        data=data,
    )


async def _seal(vault: Vault, row: Row[Any]) -> Seal:
    return await vault.whose_is(row.body, row.client, instant_of(row.turn))


DRAFTS = Sealed("drafts", ("counselor",), select(drafts), from_row, _seal)
