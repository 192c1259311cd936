"""Migrations lead to the tables that the code knows, and back to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import main as alembic
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.errors import StoreError
from storage.engine import open_engine, read_url
from storage.history import History, current, newest, pending, versions
from storage.migrate import configured, downgrade, scripts, upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from tests.databases import Place

Named = set[tuple[str, str | None]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new.db"
    place: Place = request.getfixturevalue("new_postgres")
    return place.url


@pytest.fixture(params=list(History))
def history(request: pytest.FixtureRequest) -> History:
    chosen: History = request.param
    return chosen


@pytest.fixture
async def engine(url: str, history: History) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(read_url(url), schema=history.schema)
    yield engine
    await engine.dispose()


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _names(connection: Connection) -> Named:
    """Every constraint and index that the database has, by table."""
    see = inspect(connection)
    found: Named = set()
    for table in see.get_table_names():
        found.add((table, see.get_pk_constraint(table)["name"]))
        found |= {(table, one["name"]) for one in see.get_indexes(table)}
        found |= {(table, one["name"]) for one in see.get_foreign_keys(table)}
        found |= {(table, one["name"]) for one in see.get_unique_constraints(table)}
    return {one for one in found if one[0] != "alembic_version"}


async def test_up_down_and_up_again(engine: AsyncEngine, history: History) -> None:
    known = set(history.metadata.tables)
    for _ in range(2):
        assert await current(engine) is None
        assert await pending(engine, history)
        await upgrade(engine, history)
        assert await current(engine) == newest(history)
        assert not await pending(engine, history)
        async with engine.begin() as connection:
            assert await connection.run_sync(_tables) == known
        await downgrade(engine, history)
        async with engine.begin() as connection:
            assert await connection.run_sync(_tables) == set()


async def test_upgrading_twice_changes_nothing(engine: AsyncEngine, history: History) -> None:
    await upgrade(engine, history)
    await upgrade(engine, history)
    assert await current(engine) == newest(history)


def test_the_versions_are_those_that_alembic_knows(history: History) -> None:
    walked = scripts(history).walk_revisions()
    assert [one.revision for one in walked] == list(reversed(versions(history)))


async def test_models_match_migrations(engine: AsyncEngine, history: History) -> None:
    def difference(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection)
        return list(compare_metadata(context, history.metadata))

    await upgrade(engine, history)
    async with engine.begin() as connection:
        assert await connection.run_sync(difference) == []


async def test_constraints_have_the_names_of_the_models(
    engine: AsyncEngine, history: History
) -> None:
    await upgrade(engine, history)
    async with engine.begin() as connection:
        migrated = await connection.run_sync(_names)
    await downgrade(engine, history)
    async with engine.begin() as connection:
        await connection.run_sync(history.metadata.create_all)
        assert await connection.run_sync(_names) == migrated
        await connection.run_sync(history.metadata.drop_all)


async def test_a_newer_database_is_refused(engine: AsyncEngine, history: History) -> None:
    await upgrade(engine, history)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer"):
        await upgrade(engine, history)
    assert await current(engine) == "9999"


def test_the_alembic_command_finds_its_way(tmp_path: Path) -> None:
    """It is how a new migration is written: `alembic -x url=… revision --autogenerate`."""
    url = f"url=sqlite:///{tmp_path}/new.db"
    alembic(["-c", "pyproject.toml", "-x", url, "upgrade", "head"])
    alembic(["-c", "pyproject.toml", "-x", url, "check"])
    alembic(["-c", "pyproject.toml", "-x", url, "downgrade", "base"])
    with pytest.raises(SystemExit):
        alembic(["-c", "pyproject.toml", "-x", url, "check"])


async def test_clients_of_before_stay_and_have_taken_part_since(url: str) -> None:
    """0002 changes tables that hold rows already."""
    engine = open_engine(read_url(url))
    config = configured(History.STORE)

    def old(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO clients (id, chat, person, created_at, locale, zone, standing,"
                " consent, adult, quiet_from, quiet_to, discreet) VALUES"
                " ('a', '1', '2', '2026-03-01 10:00:00+00', 'en', 'UTC', 'active', 'v', TRUE,"
                " '22:00:00', '08:00:00', TRUE)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO timers (id, client, kind, due_at)"
                " VALUES ('t', 'a', 'prompt', '2026-03-01 10:00:00+00')"
            )
        )

    try:
        async with engine.begin() as connection:
            await connection.run_sync(old)
        await upgrade(engine)
        async with engine.begin() as connection:
            found = await connection.execute(
                text("SELECT c.cap_day, c.enrolled_at, t.client FROM clients c, timers t")
            )
            cap, since, whose = found.one()
        assert (cap, whose) == (1, "a")
        assert str(since).startswith("2026-03-01 10:00:00")
    finally:
        await engine.dispose()
