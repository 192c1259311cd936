"""A SQLite connection that goes to its thread only to wait.

aiosqlite goes there to make a cursor, to execute, to fetch and to close: four switches of thread
for one statement, which cost more than the statement itself (measured: two thirds of the time of
a unit of work). SQLAlchemy reads every result whole, so here all four happen in one; and within a
transaction, where the write lock is ours already and a statement takes microseconds, they happen
where they are asked for. The thread is left with what waits: for the lock, and for the disk.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Self

Rows = list[Any]


class OneHopCursor:
    """The part of an asynchronous cursor that SQLAlchemy uses."""

    arraysize = 1

    def __init__(self, run: Callable[..., Any], connection: sqlite3.Connection) -> None:
        """Take what runs a function in the connection's thread, and the connection."""
        self._run = run
        self._connection = connection
        self._rows: Rows = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Run a statement and fetch all of its result."""
        return await self._go(self._connection.execute, sql, parameters)

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> Self:
        """Run a statement for each set of parameters."""
        return await self._go(self._connection.executemany, sql, parameters)

    async def fetchall(self) -> Rows:
        """Give the result that was fetched already."""
        return self._rows

    async def close(self) -> None:
        """Nothing is left to be closed."""

    async def _go(self, *call: Any) -> Self:  # noqa: ANN401 - a function and its arguments
        waits = not self._connection.in_transaction
        found = await self._run(_whole, *call) if waits else _whole(*call)
        self._rows, self.description, self.rowcount, self.lastrowid = found
        return self


class OneHopConnection(aiosqlite.Connection):
    """An aiosqlite connection with cursors of ours, ready when it is open."""

    def __init__(self, path: Path, pragmas: Sequence[str]) -> None:
        """Take the database's file, and what to say to it first."""

        def connect() -> sqlite3.Connection:
            # all of it in one go: cancelled between two steps, SQLAlchemy would lose a connection
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            try:
                for pragma in pragmas:
                    connection.execute(pragma).close()
            except sqlite3.Error:
                connection.close()
                raise
            return connection

        super().__init__(connect, 64)
        # the process may end while a connection is open; SQLAlchemy does the same
        self._thread.daemon = True

    async def _connect(self) -> aiosqlite.Connection:
        try:
            return await super()._connect()
        except sqlite3.Error:
            # aiosqlite tells its thread to end and does not wait: it would outlive the loop
            self._thread.join()
            raise

    def cursor(self) -> Any:  # noqa: ANN401 - not aiosqlite's own cursor
        """Give a cursor; nothing happens before it executes."""
        return OneHopCursor(self._execute, self._conn)

    async def create_function(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as sqlite3 takes them
        """Let SQL call a function; SQLAlchemy does so with each new connection."""
        self._conn.create_function(*args, **options)


def _whole(
    execute: Callable[..., sqlite3.Cursor],
    sql: str,
    parameters: Any,  # noqa: ANN401 - as sqlite3 takes them
) -> tuple[Rows, Any, int, int | None]:
    cursor = execute(sql, parameters)
    rows = cursor.fetchall() if cursor.description else []
    found = rows, cursor.description, cursor.rowcount, cursor.lastrowid
    cursor.close()
    return found
