"""The inbox: each update once, until its effect is committed.

On SQLite one process has all of it in its hands; `storage.hands` says how replicas share it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import Update, bindparam, case, func, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from bot.ports import Added, Received
from storage.dbclock import DbLater
from storage.hands import (
    FREE_CHATS,
    LOCK,
    MINE,
    OPEN_OF,
    TAKE,
    TRY_LOCK,
    key_of,
    shared_out,
)
from storage.padded import padded
from storage.repository import Repository, literal
from storage.rules import SET_ASIDE_AFTER
from storage.sealed import Sealed
from storage.tables import inbox
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Row

    from storage.vault import Seal, Vault

U = TypeVar("U", bound=Update | ReturningUpdate[Any])
_WAITING: Final = "waiting"
_DONE: Final = "done"
_ASIDE: Final = "aside"


def _ours(change: U) -> Mapping[str, U]:
    """Let a change, by dialect, happen only to what is not in other hands."""
    return {"sqlite": change, "postgresql": change.where(MINE)}


_NOT_DONE = inbox.c.state != literal(_DONE)
_ONE = inbox.c.update == bindparam("of")
_ADD = {name: new.returning(inbox.c.update) for name, new in keep_first(inbox).items()}
_OPEN = (
    select(inbox)
    .where(_NOT_DONE, inbox.c.state == _WAITING)
    .order_by(inbox.c.urgent.desc(), inbox.c.update)
    .limit(bindparam("most"))
)
_REST = _OPEN.where(inbox.c.update.not_in(bindparam("known", expanding=True)))
_OPEN_AMONG = select(inbox.c.update).where(
    _NOT_DONE,
    inbox.c.state == _WAITING,
    inbox.c.update.in_(bindparam("those", expanding=True)),
)
_OF_BEFORE = _OPEN.where(inbox.c.chat.is_(None), inbox.c.received_at <= DbLater("since"))
_OF_CHAT = update(inbox).where(_ONE).values(chat=bindparam("to"))
_HOW_MANY = select(func.count()).where(_NOT_DONE, inbox.c.state == _WAITING)
_STILL = update(inbox).where(_ONE, inbox.c.state != _DONE)
_DONE_WITH = _ours(_STILL.values(state=_DONE, body=None, chat=None, holder=None))
_LAST = inbox.c.failures + 1 >= SET_ASIDE_AFTER
_FAILED = _ours(
    _STILL.values(
        failures=inbox.c.failures + 1,
        state=case((_LAST, _ASIDE), else_=inbox.c.state),
        holder=case((_LAST, None), else_=inbox.c.holder),
    ).returning(inbox.c.failures)
)
_PUT_ASIDE = update(inbox).where(_ONE).values(state=_ASIDE, holder=None)
_SET_ASIDE = (
    select(inbox.c.update).where(_NOT_DONE, inbox.c.state == _ASIDE).order_by(inbox.c.update)
)


NONE: Final = -1
"""No update's number."""
SETTLES: Final = 60.0
"""Seconds for which a row that a version before 0007 kept is in that one's hands."""


class SqlInbox(Repository):
    """Updates by their id, sealed under the key of the day on which they came."""

    async def add(self, received: Sequence[Received], hold: Collection[int] = ()) -> Added:
        rows = [await self._row(one) for one in received]
        if not rows:
            return Added(frozenset(), frozenset())
        if self._shared:
            return await self._add_shared(rows, frozenset(hold))
        new = set(await self._insert(rows))
        known = [row["update"] for row in rows if row["update"] not in new]
        here = new | await self._open_among(known) if known else new
        return Added(frozenset(new), frozenset(here & {*hold}))

    async def take(self, limit: int, known: Collection[int] = ()) -> Sequence[Received]:
        which = {"most": limit, "known": padded(known, NONE), **self._me}
        if self._shared:
            return await self._opened_or_aside(await self._take_shared(which))
        return await self._opened_or_aside((await self._db.execute(_REST, which)).all())

    async def waiting(self, limit: int = 1000) -> Sequence[Received]:
        return await self._opened_or_aside((await self._db.execute(_OPEN, {"most": limit})).all())

    async def open(self) -> int:
        return (await self._db.execute(_HOW_MANY)).scalar_one()

    async def done(self, update: int) -> bool:
        done = await self._db.execute(_DONE_WITH[self._dialect], {"of": update, **self._me})
        return done.rowcount > 0

    async def failed(self, update: int) -> int:
        found = await self._db.execute(_FAILED[self._dialect], {"of": update, **self._me})
        return found.scalar_one_or_none() or 0

    async def set_aside(self) -> Sequence[int]:
        return (await self._db.execute(_SET_ASIDE)).scalars().all()

    @property
    def _shared(self) -> bool:
        return self._dialect == "postgresql"

    @property
    def _me(self) -> Mapping[str, str]:
        return {"me": self._holder} if self._shared else {}

    async def _row(self, one: Received) -> dict[str, Any]:
        row = to_row(one, await self._vault.day(one.received_at))
        return {**row, "chat": self._vault.chat(one.chat), "holder": None}

    async def _insert(self, rows: Sequence[dict[str, Any]]) -> Sequence[int]:
        new: Sequence[int] = (await self._db.execute(_ADD[self._dialect], rows)).scalars().all()
        return new

    async def _open_among(self, updates: Sequence[int]) -> AbstractSet[int]:
        return set((await self._db.execute(_OPEN_AMONG, {"those": updates})).scalars())

    async def _add_shared(self, rows: Sequence[dict[str, Any]], hold: AbstractSet[int]) -> Added:
        """Insert rows, into this replica's hands as far as their chats are in no other's."""
        chats = {row["chat"] for row in rows}
        await self._db.execute(LOCK, {"keys": sorted({key_of(chat) for chat in chats})})
        found = await self._db.execute(OPEN_OF, {"chats": list(chats), "me": self._holder})
        waits = found.all()
        mine = shared_out(rows, waits, hold)
        holder = {True: self._holder, False: None}
        held = [{**row, "holder": holder[row["update"] in mine]} for row in rows]
        new = frozenset(await self._insert(held))
        had = hold & {one.update for one in waits if one.mine}
        return Added(new, frozenset(new & mine | had))

    async def _take_shared(self, which: dict[str, Any]) -> Sequence[Row[Any]]:
        """Take what is in nobody's hands of the chats that nobody else shares out just now."""
        await self._adopt(which["most"])
        chats = (await self._db.execute(FREE_CHATS, which)).scalars().all()
        if not chats:
            return []
        keys = sorted({key_of(chat) for chat in chats})
        ours = set((await self._db.execute(TRY_LOCK, {"keys": keys})).scalars())
        which["chats"] = [chat for chat in chats if key_of(chat) in ours]
        rows = (await self._db.execute(TAKE, which)).all()
        return sorted(rows, key=lambda row: (not row.urgent, row.update))

    async def _adopt(self, most: int) -> None:
        """Say of what chat the rows are that a version before 0007 kept and did not get to."""
        found = await self._db.execute(_OF_BEFORE, {"most": most, "since": -SETTLES})
        for one in await self._opened_or_aside(found.all()):
            which = {"of": one.update, "to": self._vault.chat(one.chat)}
            await self._db.execute(_OF_CHAT, which)

    async def _opened_or_aside(self, rows: Sequence[Row[Any]]) -> Sequence[Received]:
        """Open rows; one that does not open is set aside."""
        found = await self._opened(UPDATES, rows)
        for lost in {row.update for row in rows} - {one.update for one in found}:
            await self._db.execute(_PUT_ASIDE, {"of": lost})
        return found


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
