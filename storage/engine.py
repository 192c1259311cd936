"""Engines: how each kind of database is opened.

SQLite keeps every promise about a power cut (WAL, `synchronous=FULL`), wipes what it deletes
(`secure_delete`), and takes its write lock when a unit of work begins, so that none fails half
way; one connection is enough, since it has one writer. PostgreSQL runs READ COMMITTED.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import ConfigError
from storage.onehop import OneHopConnection

if TYPE_CHECKING:
    from aiosqlite import Connection as DriverConnection
    from sqlalchemy import Connection
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

DRIVERS: Final = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
FROZEN: Final = "30s"
"""So long PostgreSQL bears with a transaction in which nothing is asked: a process that freezes in
the middle of one must not hold its client for ever."""
PRAGMAS: Final = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
)
SHORTLY: Final = "PRAGMA busy_timeout = 500"


def read_url(url: str) -> URL:
    """Read a database's URL; a driver need not be named.

    Raises:
        ConfigError: it is no URL, or neither SQLite's nor PostgreSQL's.

    """
    try:
        read = make_url(url)
    except ArgumentError:
        raise ConfigError("This is no database URL.") from None
    driver = DRIVERS.get(read.get_backend_name())
    if driver is None:
        raise ConfigError("The database is neither SQLite nor PostgreSQL.")
    return read.set(drivername=driver)


def open_engine(
    url: URL, *, schema: str | None = None, connections: int = 20, reader: bool = False
) -> AsyncEngine:
    """Give an engine for a URL of `read_url`; nothing is opened before its first use.

    PostgreSQL works in `schema`, with so many connections at most; in SQLite a file of its own
    does for a schema, and one connection is enough. A transaction of a `reader` sees one moment.
    """
    if url.get_backend_name() == "postgresql":
        settings = {} if reader else {"idle_in_transaction_session_timeout": FROZEN}
        if schema is not None:
            settings["search_path"] = schema
        return create_async_engine(
            url,
            hide_parameters=True,
            pool_size=connections,
            max_overflow=0,
            pool_use_lifo=True,  # the fewer are used, the fewer hold statements ready
            connect_args={"server_settings": settings},
            isolation_level="REPEATABLE READ" if reader else None,
        )
    path = Path(url.database or "")
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=1,
        max_overflow=0,
        pool_reset_on_return=None,
        async_creator=lambda: _connect(path),
    )
    event.listen(engine.sync_engine, "begin", _begin_to_read if reader else _begin)
    return engine


async def truncate_log(engine: AsyncEngine) -> None:
    """Empty SQLite's write-ahead log, so that what was deleted is gone from it too.

    Whoever reads a long time, as a backup does, is not waited for: it empties the log after it.
    """
    if engine.dialect.name != "sqlite":
        return
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        driver = raw.driver_connection
        assert driver is not None  # noqa: S101 - tells mypy what an open connection is
        for statement in (SHORTLY, "PRAGMA wal_checkpoint(TRUNCATE)", PRAGMAS[0]):
            await driver.execute_fetchall(statement)


async def _connect(path: Path) -> DriverConnection:
    _touch(path)
    return await OneHopConnection(path, PRAGMAS)


def _touch(path: Path) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
