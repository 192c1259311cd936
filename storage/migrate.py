"""Migrations, run from within: the store's history and the key store's, each to its newest.

A migration that only adds says so by its `compatible_since`: the oldest schema whose code may run
on what it leaves. So replicas of two releases serve one database while they are replaced one after
another (expand, migrate, contract: docs/operations.md). Code that meets a newer schema runs on it
if that schema says so; and a schema that is too new for a replica which lives is not made.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.errors import StoreError
from storage import keytables, tables
from storage.compatible import note, oldest_for, spare_the_living

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, MetaData
    from sqlalchemy.ext.asyncio import AsyncEngine

_HERE: Final = Path(__file__).parent / "migrations"
_GATE: Final = 0x5716
"""PostgreSQL's advisory lock: of several replicas that start at once, one migrates."""


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

    def config(self) -> Config:
        """Give Alembic's configuration."""
        config = Config()
        config.set_main_option("script_location", str(_HERE))
        config.set_main_option("path_separator", "newline")
        folder = "keys" if self is History.KEYS else "versions"
        config.set_main_option("version_locations", str(_HERE / folder))
        config.attributes["history"] = self
        return config


async def upgrade(engine: AsyncEngine, history: History = History.STORE) -> None:
    """Bring a database to the newest version, unless a newer one suits this Stillwater too.

    Raises:
        StoreError: it was made by a newer Stillwater, or a replica lives for which the newest
            version would be too new.

    """
    await _run(engine, history, lambda config, connection: catch_up(connection, config, history))


def catch_up(connection: Connection, config: Config, history: History) -> None:
    """Do so in a transaction that is begun; `config` has the connection. Raises StoreError."""
    if stands(connection, history) is not Stands.BEHIND:
        return
    if history is History.STORE:
        spare_the_living(connection, _oldest())
    command.upgrade(config, "head")
    if history is History.STORE:
        note(connection, newest() or "", _oldest())


async def downgrade(engine: AsyncEngine, history: History = History.STORE) -> None:
    """Take everything away again, down to the empty database."""
    await _run(engine, history, lambda config, _: command.downgrade(config, "base"))


async def current(engine: AsyncEngine) -> str | None:
    """Give the version a database is at, or None if it is new."""
    async with engine.begin() as connection:
        return await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )


def newest(history: History = History.STORE) -> str | None:
    """Give the version that `upgrade` leads to."""
    return scripts(history).get_current_head()


@cache
def scripts(history: History) -> ScriptDirectory:
    """Give every migration there is; Alembic reads all of their files."""
    return ScriptDirectory.from_config(history.config())


async def pending(engine: AsyncEngine, history: History = History.STORE) -> bool:
    """Say whether migrations wait to be run.

    Raises:
        StoreError: it was made by a newer Stillwater.

    """
    async with engine.begin() as connection:
        standing = await connection.run_sync(lambda sync: stands(sync, history))
    return standing is Stands.BEHIND


class Stands(StrEnum):
    """How a database stands to this Stillwater."""

    BEHIND = "behind"
    EVEN = "even"
    AHEAD = "ahead"
    """A newer one made it, and says that this one may run on it."""


def stands(connection: Connection, history: History) -> Stands:
    """Say how a database stands to this Stillwater. Raises StoreError as `upgrade` does."""
    version = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts(history).walk_revisions()}
    head = newest(history)
    if version is None or version in known - {head}:
        return Stands.BEHIND
    if version == head:
        return Stands.EVEN
    oldest = oldest_for(connection, version) if history is History.STORE else None
    if oldest is None or head is None or head < oldest:
        raise StoreError("This database was made by a newer Stillwater.")
    return Stands.AHEAD


def _oldest() -> str:
    """Give the oldest schema whose code may run on the newest one."""
    script = scripts(History.STORE).get_revision("head")
    assert script is not None  # noqa: S101 - tells mypy what an own history has
    oldest: str = script.module.compatible_since
    return oldest


async def _run(
    engine: AsyncEngine, history: History, step: Callable[[Config, Connection], None]
) -> None:
    def run(connection: Connection) -> None:
        config = history.config()
        config.attributes["connection"] = connection
        step(config, connection)

    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_GATE})"))
            if history.schema is not None:
                await connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {history.schema}"))
        await connection.run_sync(run)
