"""The replicas: the processes that serve this store and live, this one among them.

On PostgreSQL each says so again and again, by the database's own clock; whoever missed it for too
long is given up, and what was in their hands is free. They cannot come back: what wakes up then has
another name, so that nothing it still holds in memory is its own any more. On SQLite there is one.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, exists, func, insert, select, update

from storage.dbclock import DbLater, DbNow
from storage.history import newest
from storage.tables import replicas
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

LIVES: Final = timedelta(seconds=30)
"""How long a process counts as living after it said so."""
REMEMBERED: Final = timedelta(hours=1)
"""How long a dead one is remembered: longer than any lease."""

_living = replicas.alias("living")
_ME = replicas.c.name == bindparam("me")
_ALIVE = replicas.c.until > DbNow()
_STAY = update(replicas).where(_ME, _ALIVE).values(until=DbLater("seconds"))
_JOIN = insert(replicas).values(
    name=bindparam("me"), schema=bindparam("knows"), since=DbNow(), until=DbLater("seconds")
)
_BURY = delete(replicas).where(replicas.c.until <= DbLater("since"))
_LEAVE = update(replicas).where(_ME, _ALIVE).values(until=DbNow())
_COUNT = select(func.count()).where(_ALIVE)


def lives(name: ColumnElement[str | None]) -> ColumnElement[bool]:
    """Say whether the replica of this name lives."""
    return exists().where(_living.c.name == name, _living.c.until > DbNow())


def died(name: ColumnElement[str | None]) -> ColumnElement[bool]:
    """Say whether the replica of this name lived, and does no more; of the unknown, that is no."""
    return exists().where(_living.c.name == name, _living.c.until <= DbNow())


class Replicas:
    """Who lives; `name` is this process's own, under which it holds what it holds."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._joined = False
        self.name = secrets.token_hex(8)

    @property
    def shared(self) -> bool:
        """Whether there may be others on this store."""
        return self._engine.dialect.name != "sqlite"

    async def beat(self, lasting: timedelta = LIVES) -> int:
        """Say that this process lives, for so long; give how many do.

        Raises:
            StoreError: the database cannot be reached.

        """
        if not self.shared:
            return 1
        with in_our_terms():
            async with self._engine.begin() as connection:
                which = {"me": self.name, "seconds": lasting.total_seconds()}
                stays = self._joined and (await connection.execute(_STAY, which)).rowcount > 0
                if not stays:
                    which["me"] = secrets.token_hex(8) if self._joined else self.name
                    await self._join(connection, which)
                many = (await connection.execute(_COUNT)).scalar_one()
            self.name, self._joined = str(which["me"]), True
        return many

    async def leave(self) -> None:
        """Say that this process holds nothing any more."""
        if not self._joined:
            return
        with in_our_terms():
            async with self._engine.begin() as connection:
                await connection.execute(_LEAVE, {"me": self.name})
        self._joined, self.name = False, secrets.token_hex(8)

    async def _join(self, connection: AsyncConnection, which: dict[str, object]) -> None:
        await connection.execute(_BURY, {"since": -REMEMBERED.total_seconds()})
        await connection.execute(_JOIN, {**which, "knows": newest()})
