"""The inbox: each update once, until its effect is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, case, select, update

from bot.errors import SealBroken
from bot.ports import Received
from storage.repository import Repository, literal
from storage.rules import SET_ASIDE_AFTER
from storage.tables import inbox
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal

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
    """Updates by their id, sealed under the service key."""

    async def add(self, received: Sequence[Received]) -> Sequence[int]:
        rows = [to_row(one, self._vault.service) for one in received]
        if not rows:
            return []
        new: Sequence[int] = (await self._db.execute(_ADD[self._dialect], rows)).scalars().all()
        return new

    async def waiting(self, limit: int = 1000) -> Sequence[Received]:
        rows = (await self._db.execute(_OPEN, {"most": limit})).all()
        found = []
        for row in rows:
            try:
                found.append(from_row(row, self._vault.service))
            except SealBroken:  # one bad row never blocks the rest
                await self._db.execute(_PUT_ASIDE, {"of": row.update})
        return found

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
