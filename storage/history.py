"""Histories: the versions the store and the key store have had, and where a database stands.

Which versions there are is read from the names of their migrations, and which one a database is at
from the table that Alembic keeps: so Alembic itself comes only when there is something to migrate.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, MetaData, String, Table, inspect, select

from bot.errors import StoreError
from storage import keytables, tables
from storage.compatible import oldest_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_VERSION: Final = re.compile(r"[a-z_]*\d+")
_AT: Final = Table("alembic_version", MetaData(), Column("version_num", String(32)))


class History(StrEnum):
    """What has migrations."""

    STORE = "store"
    KEYS = "keys"

    @property
    def metadata(self) -> MetaData:
        """The tables as the newest migration leaves them."""
        return keytables.METADATA if self is History.KEYS else tables.METADATA

    @property
    def schema(self) -> str | None:
        """The PostgreSQL schema it lives in, if not the usual one."""
        return "keys" if self is History.KEYS else None

    @property
    def folder(self) -> Path:
        """Where its migrations are: `<version>_<words>.py`."""
        return MIGRATIONS / ("keys" if self is History.KEYS else "versions")


class Stands(StrEnum):
    """How a database stands to this Stillwater."""

    BEHIND = "behind"
    EVEN = "even"
    AHEAD = "ahead"
    """A newer one made it, and says that this one may run on it."""


@cache
def versions(history: History) -> Sequence[str]:
    """Give every version there is, the oldest first."""
    names = sorted(file.stem for file in history.folder.glob("*.py"))
    return tuple(found[0] for name in names if (found := _VERSION.match(name)))


def newest(history: History = History.STORE) -> str:
    """Give the version that `upgrade` leads to."""
    return versions(history)[-1]


def version(connection: Connection) -> str | None:
    """Give the version a database is at, or None if it is new."""
    if not inspect(connection).has_table(_AT.name):
        return None
    found: str | None = connection.execute(select(_AT.c.version_num)).scalar_one_or_none()
    return found


async def current(engine: AsyncEngine) -> str | None:
    """Give the version a database is at, or None if it is new."""
    async with engine.begin() as connection:
        return await connection.run_sync(version)


async def pending(engine: AsyncEngine, history: History = History.STORE) -> bool:
    """Say whether migrations wait to be run.

    Raises:
        StoreError: it was made by a newer Stillwater.

    """
    async with engine.begin() as connection:
        standing = await connection.run_sync(lambda sync: stands(sync, history))
    return standing is Stands.BEHIND


def stands(connection: Connection, history: History) -> Stands:
    """Say how a database stands to this Stillwater. Raises StoreError as `upgrade` does."""
    at, head = version(connection), newest(history)
    if at is None or at in versions(history)[:-1]:
        return Stands.BEHIND
    if at == head:
        return Stands.EVEN
    oldest = oldest_for(connection, at) if history is History.STORE else None
    if oldest is None or head < oldest:
        raise StoreError("This database was made by a newer Stillwater.")
    return Stands.AHEAD
