"""Migrations, run from within: the store's history and the key store's, each to its newest."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import text

from bot.errors import StoreError
from storage import keytables, tables

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
    """Bring a database to the newest version.

    Raises:
        StoreError: it was made by a newer Stillwater.

    """
    await _run(engine, history, lambda config: command.upgrade(config, "head"))


async def downgrade(engine: AsyncEngine, history: History = History.STORE) -> None:
    """Take everything away again, down to the empty database."""
    await _run(engine, history, lambda config: command.downgrade(config, "base"))


async def current(engine: AsyncEngine) -> str | None:
    """Give the version a database is at, or None if it is new."""
    async with engine.begin() as connection:
        return await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )


def newest(history: History = History.STORE) -> str | None:
    """Give the version that `upgrade` leads to."""
    return ScriptDirectory.from_config(history.config()).get_current_head()


async def pending(engine: AsyncEngine, history: History = History.STORE) -> bool:
    """Say whether a database is not at the newest version."""
    return await current(engine) != newest(history)


async def _run(engine: AsyncEngine, history: History, step: Callable[[Config], None]) -> None:
    def run(connection: Connection) -> None:
        config = history.config()
        config.attributes["connection"] = connection
        step(config)

    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_GATE})"))
            if history.schema is not None:
                await connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {history.schema}"))
        try:
            await connection.run_sync(run)
        except CommandError:
            raise StoreError("This database was made by a newer Stillwater.") from None
