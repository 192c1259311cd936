"""The inbox: each update once, until its effect is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, case, func, select, update

from bot.ports import Received
from storage.repository import Repository, literal
from storage.rules import SET_ASIDE_AFTER
from storage.sealed import Sealed
from storage.tables import inbox
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal, Vault

_WAITING: Final = "waiting"
_DONE: Final = "done"
_ASIDE: Final = "aside"

_NOT_DONE = inbox.c.state != literal(_DONE)
_ONE = inbox.c.update == bindparam("of")
_ADD = {name: new.returning(inbox.c.update) for name, new in keep_first(inbox).items()}
_OPEN = (
    select(inbox)
    .where(_NOT_DONE, inbox.c.state == _WAITING)
    .order_by(inbox.c.urgent.desc(), inbox.c.update)
    .limit(bindparam("most"))
)
_HOW_MANY = select(func.count()).where(_NOT_DONE, inbox.c.state == _WAITING)
_DONE_WITH = update(inbox).where(_ONE, inbox.c.state != _DONE).values(state=_DONE, body=None)
_FAILED = (
    update(inbox)
    .where(_ONE, inbox.c.state != _DONE)
    .values(
        failures=inbox.c.failures + 1,
        state=case((inbox.c.failures + 1 >= SET_ASIDE_AFTER, _ASIDE), else_=inbox.c.state),
    )
    .returning(inbox.c.failures)
)
_PUT_ASIDE = update(inbox).where(_ONE).values(state=_ASIDE)
_SET_ASIDE = (
    select(inbox.c.update).where(_NOT_DONE, inbox.c.state == _ASIDE).order_by(inbox.c.update)
)


class SqlInbox(Repository):
    """Updates by their id, sealed under the key of the day on which they came."""

    async def add(self, received: Sequence[Received]) -> Sequence[int]:
        rows = [to_row(one, await self._vault.day(one.received_at)) for one in received]
        if not rows:
            return []
        new: Sequence[int] = (await self._db.execute(_ADD[self._dialect], rows)).scalars().all()
        return new

    async def waiting(self, limit: int = 1000) -> Sequence[Received]:
        rows = (await self._db.execute(_OPEN, {"most": limit})).all()
        found = await self._opened(UPDATES, rows)
        for lost in {row.update for row in rows} - {one.update for one in found}:
            await self._db.execute(_PUT_ASIDE, {"of": lost})
        return found

    async def open(self) -> int:
        return (await self._db.execute(_HOW_MANY)).scalar_one()

    async def done(self, update: int) -> bool:
        return (await self._db.execute(_DONE_WITH, {"of": update})).rowcount > 0

    async def failed(self, update: int) -> int:
        return (await self._db.execute(_FAILED, {"of": update})).scalar_one_or_none() or 0

    async def set_aside(self) -> Sequence[int]:
        return (await self._db.execute(_SET_ASIDE)).scalars().all()


def to_row(received: Received, seal: Seal) -> dict[str, Any]:
    """Write an update; chat and body are sealed as one."""
    return {
        "update": received.update,
        "received_at": received.received_at,
        "body": seal.close("inbox.body", str(received.update), f"{received.chat}\n{received.body}"),
        "urgent": received.urgent,
        "failures": received.failures,
        "state": _WAITING,
    }


def from_row(row: Row[Any], seal: Seal) -> Received:
    """Read an update whose body was not dropped."""
    chat, _, body = seal.open("inbox.body", str(row.update), row.body).partition("\n")
    return Received(
        update=row.update,
        chat=int(chat),
        body=body,
        received_at=row.received_at,
        urgent=row.urgent,
        failures=row.failures,
    )


async def _seal(vault: Vault, row: Row[Any]) -> Seal:
    return await vault.whose_is(row.body, None, row.received_at)


UPDATES = Sealed(
    "inbox", ("update",), select(inbox).where(inbox.c.body.is_not(None)), from_row, _seal
)
