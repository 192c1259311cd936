"""The durable road's own statements, written down as they are run, and run again with nothing else.

What is kept is SQLAlchemy's statement, its parameters and where each transaction began and ended;
it is run again on a copy of the database as it was, through the same kind of engine.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import create_async_engine

from bot.ports import OutboxState
from storage.engine import PRAGMAS, open_engine, read_url
from tests.benchmarks.figures import Bare

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Executable
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine

    Statement = tuple[Executable, Any]
    Recording = list[list[Statement]]
    """Committed transactions in their order, each with its statements."""

_OVER: Final = {OutboxState.SENT, OutboxState.EXPIRED, OutboxState.FAILED, OutboxState.UNCERTAIN}
_LOOK_AGAIN: Final = 0.05
_PATIENCE: Final = 30.0


class Recorder:
    """Writes down what the engine of one database runs, from `start` to `stop`."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._kept: Recording | None = None
        self._open: list[Statement] = []
        event.listen(Engine, "begin", self._begin)
        event.listen(Engine, "before_execute", self._execute)
        event.listen(Engine, "commit", self._commit)

    def start(self, copy: Path) -> None:
        """Copy the database as it is, and begin. Nothing may be going on but the knock."""
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(self._database)) as at, closing(sqlite3.connect(copy)) as to:
            at.backup(to)
        self._kept = []

    def stop(self) -> Recording:
        """End, and give what was written down."""
        kept, self._kept = self._kept, None
        assert kept is not None
        return kept

    def _ours(self, connection: Connection) -> bool:
        return self._kept is not None and connection.engine.url.database == str(self._database)

    def _begin(self, connection: Connection) -> None:
        if self._ours(connection):
            self._open = []

    def _execute(
        self,
        connection: Connection,
        statement: Executable,
        many: list[Any],
        one: dict[str, Any],
        options: object,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> None:
        if self._ours(connection):
            self._open.append((statement, many or one))

    def _commit(self, connection: Connection) -> None:
        if self._kept is not None and self._ours(connection):
            self._kept.append(self._open)


def ours(database: Path) -> AsyncEngine:
    """Open a database as the service does."""
    return open_engine(read_url(f"sqlite:///{database}"))


def plain(database: Path) -> AsyncEngine:
    """Open it as SQLAlchemy and aiosqlite do by themselves, with the same promises kept."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}", pool_size=1, max_overflow=0)

    def prepare(connection: DBAPIConnection, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", lambda at: at.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


async def replay(
    recording: Recording, updates: int, engine: AsyncEngine, copy: Path, original: Path
) -> Bare:
    """Run again, on the copy, what so many updates came to: one statement after the other."""
    async with engine.connect() as connection:  # so that connecting is not counted
        raw = (await connection.get_raw_connection()).driver_connection
    assert raw is not None
    statements = writing = changes = 0
    cpu, began = process_time(), perf_counter()
    for transaction in recording:
        async with engine.begin() as connection:
            for statement, parameters in transaction:
                await connection.execute(statement, parameters)
        statements += len(transaction)
        writing += raw.total_changes > changes
        changes = raw.total_changes
    seconds, spent = perf_counter() - began, process_time() - cpu
    await engine.dispose()
    return Bare(
        updates=updates,
        transactions=len(recording),
        writing=writing,
        statements=statements,
        seconds=seconds,
        cpu_ms=spent * 1000 / updates,
        same=_outbox(original) == _outbox(copy),
    )


async def settled(database: Path) -> None:
    """Wait until every message has left and been counted."""
    async with asyncio.timeout(_PATIENCE):
        while any(state not in _OVER for _, state in _outbox(database)):  # noqa: ASYNC110 - it tells no one
            await asyncio.sleep(_LOOK_AGAIN)


def _outbox(database: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT id, state FROM outbox ORDER BY number").fetchall()
