"""Migrations, run from within: the store's history and the key store's, each to its newest.

A migration that only adds says so by its `compatible_since`: the oldest schema whose code may run
on what it leaves. So replicas of two releases serve one database while they are replaced one after
another (expand, migrate, contract: docs/operations.md). Code that meets a newer schema runs on it
if that schema says so; and a schema that is too new for a replica which lives is not made.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage.compatible import note, spare_the_living
from storage.history import MIGRATIONS, History, Stands, newest, stands

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

_GATE: Final = 0x5716
"""PostgreSQL's advisory lock: of several replicas that start at once, one migrates."""


def configured(history: History) -> Config:
    """Give Alembic's configuration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(history.folder))
    config.attributes["history"] = history
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
        note(connection, newest(), _oldest())


async def downgrade(engine: AsyncEngine, history: History = History.STORE) -> None:
    """Take everything away again, down to the empty database."""
    await _run(engine, history, lambda config, _: command.downgrade(config, "base"))


@cache
def scripts(history: History) -> ScriptDirectory:
    """Give every migration there is; Alembic reads all of their files."""
    return ScriptDirectory.from_config(configured(history))


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
        config = configured(history)
        config.attributes["connection"] = connection
        step(config, connection)

    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_GATE})"))
            if history.schema is not None:
                await connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {history.schema}"))
        await connection.run_sync(run)
