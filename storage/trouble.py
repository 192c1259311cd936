"""What ails a database, in the operator's words: never a statement, and never a value in one."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import asyncpg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StoreError

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
_PRIMARY: Final = 0xFF  # SQLite's extended codes refine the one in the lowest byte


@contextmanager
def in_our_terms() -> Iterator[None]:
    """Let whatever ails a database be a StoreError."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(told(error)) from error


def told(error: BaseException) -> str:
    """Say what is wrong; of what is unknown, no more than its type."""
    cause = error
    while isinstance(cause, DBAPIError) and cause.orig is not None:
        cause = cause.orig
    for each in (cause, cause.__cause__):
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
