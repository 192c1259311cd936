"""Leases: who does what only one process may do, and the number that fences others off.

On PostgreSQL a row says who, until when, by the database's own clock. On SQLite the kernel does:
a locked file beside the database, free again the moment its process dies; rows only count.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, case, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.errors import Fenced
from storage.dbclock import DbLater, DbNow
from storage.filelock import lock
from storage.tables import leases

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import timedelta

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    Fence = Callable[[AsyncConnection], Awaitable[None]]

_NEW = {
    "name": bindparam("what"),
    "holder": bindparam("me"),
    "token": 1,
    "until": DbLater("seconds"),
}
_MINE = leases.c.holder == bindparam("me")
_NEXT = {
    "holder": bindparam("me"),
    "token": leases.c.token + case((_MINE, 0), else_=1),
    "until": DbLater("seconds"),
}
_ACQUIRE = {
    "sqlite": sqlite.insert(leases)
    .values(_NEW)
    .on_conflict_do_update(index_elements=["name"], set_=_NEXT)
    .returning(leases.c.token),
    "postgresql": postgresql.insert(leases)
    .values(_NEW)
    .on_conflict_do_update(
        index_elements=["name"], set_=_NEXT, where=or_(_MINE, leases.c.until <= DbNow())
    )
    .returning(leases.c.token),
}
_RELEASE = update(leases).where(leases.c.name == bindparam("what"), _MINE).values(until=DbNow())
_NUMBER = select(leases.c.token).where(leases.c.name == bindparam("what"))
_NUMBER = _NUMBER.with_for_update(read=True)  # nobody takes it over before this is committed


class Leases:
    """Leases by name, held by this process."""

    def __init__(self, engine: AsyncEngine, holder: str) -> None:
        """Take the store's engine, and this process's name."""
        self._engine = engine
        self._holder = holder
        self._files: dict[str, int] = {}

    async def acquire(self, name: str, lasting: timedelta) -> int | None:
        """Take a lease, or prolong it; give its fencing number, or None if another holds it.

        The number stays while one process holds the lease and grows with every new holder.
        """
        if not self.lock(name):
            return None
        which = {"what": name, "me": self._holder, "seconds": lasting.total_seconds()}
        async with self._engine.begin() as connection:
            taken = await connection.execute(_ACQUIRE[connection.dialect.name], which)
            number: int | None = taken.scalar_one_or_none()
        return number

    async def release(self, name: str) -> None:
        """Give a lease back."""
        async with self._engine.begin() as connection:
            await connection.execute(_RELEASE, {"what": name, "me": self._holder})
        if name in self._files:
            os.close(self._files.pop(name))

    def fence(self, name: str, number: int) -> Fence:
        """Give what refuses a transaction once another process has taken this lease.

        It raises Fenced. Until the transaction is over, nobody takes the lease.
        """

        async def check(connection: AsyncConnection) -> None:
            found = await connection.execute(_NUMBER, {"what": name})
            if found.scalar_one_or_none() != number:
                raise Fenced

        return check

    def close(self) -> None:
        """Let go of every locked file, as the kernel does when a process dies."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()

    def lock(self, name: str) -> bool:
        """Lock this name's file beside a SQLite database until `close`; False if another has it.

        On PostgreSQL there is nothing to be locked. Raises OSError.
        """
        if self._engine.dialect.name != "sqlite" or name in self._files:
            return True
        file = lock(Path(f"{self._engine.url.database}.{name}.lock"))
        if file is not None:
            self._files[name] = file
        return file is not None
