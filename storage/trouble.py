"""What ails a database, in the operator's words: never a statement, and never a value in one."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import asyncpg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import Away, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SQLITE: Final = {
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; put a backup in its place",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; see that its folder may be written",
    sqlite3.SQLITE_READONLY: "the file or its folder may not be written",
    sqlite3.SQLITE_BUSY: "another program holds the file",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk does not read or write",
}
_POSTGRES: Final[dict[type[BaseException], str]] = {
    asyncpg.InvalidCatalogNameError: "PostgreSQL has no database of this name",
    asyncpg.InvalidAuthorizationSpecificationError: "PostgreSQL refuses this user or password",
    asyncpg.InsufficientPrivilegeError: "PostgreSQL does not let this user do that",
    asyncpg.TooManyConnectionsError: "PostgreSQL has no connection left",
}
_SQLITE_PASSING: Final = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
_PASSING: Final = {"08", "40", "53", "57", "58"}
"""Classes of PostgreSQL's states: the connection, a rollback of its own, no resources, an operator
who stops it, and its machine (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_LEFT_OPEN: Final = "25P03"
"""It ended a transaction in which nothing was asked for too long."""
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE}
_GONE: Final = (
    *(ConnectionError, TimeoutError, asyncpg.InterfaceError),
    FileNotFoundError,  # PostgreSQL's socket, while it is down
)
_PRIMARY: Final = 0xFF  # SQLite's extended codes refine the one in the lowest byte


@contextmanager
def in_our_terms() -> Iterator[None]:
    """Let whatever ails a database be a StoreError: Away, if that passes or can be mended."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise (Away if passes(error) else StoreError)(told(error)) from error


def passes(error: BaseException) -> bool:
    """Say whether the database itself is ailing, so that the same may well go through later."""
    if isinstance(error, PoolTimeout) or getattr(error, "connection_invalidated", False):
        return True
    for each in _causes(error):
        if isinstance(each, _GONE):
            return True
        if isinstance(each, OSError) and each.errno in _NO_ROOM:
            return True
        state = getattr(each, "sqlstate", None) or ""
        if state == _LEFT_OPEN or state[:2] in _PASSING:
            return True
        if getattr(each, "sqlite_errorcode", 0) & _PRIMARY in _SQLITE_PASSING:
            return True
    return False


def told(error: BaseException) -> str:
    """Say what is wrong; of what is unknown, no more than its type."""
    for each in _causes(error):
        if isinstance(each, sqlite3.Error):
            code = getattr(each, "sqlite_errorcode", -1)
            if code >= 0 and (code & _PRIMARY) in _SQLITE:
                return _SQLITE[code & _PRIMARY]
        for kind, says in _POSTGRES.items():
            if isinstance(each, kind):
                return says
        if isinstance(each, ConnectionError | TimeoutError):
            return f"the database does not answer ({type(each).__name__})"
        if isinstance(each, OSError) and each.strerror:
            return f"{each.filename or 'the database'}: {each.strerror}"
    return type(error).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give what the driver raised, below what SQLAlchemy made of it."""
    cause = error
    while isinstance(cause, DBAPIError) and cause.orig is not None:
        cause = cause.orig
    yield cause
    if cause.__cause__ is not None:
        yield cause.__cause__
