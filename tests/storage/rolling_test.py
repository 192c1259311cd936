"""Two releases on one database, while replicas are replaced one after another.

What the release before needs is held in two ways: a migration that says it is compatible takes
nothing away from the tables as that release knows them, and what that release writes in the traffic
of every day (`OLD`, as it is written there) goes on beside a replica of this one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from alembic import command
from sqlalchemy import inspect, text

from bot.errors import StoreError
from storage.compatible import spare_the_living
from storage.engine import open_engine, read_url
from storage.history import History, newest, pending
from storage.migrate import _oldest, configured, upgrade
from tests.contract.examples import ANN, LEASE, NOW, ann, arrived, message, received, timer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from storage.database import Database
    from tests.databases import Place

HOUR: Final = timedelta(hours=1)
OLD: Final = {
    "keep": "INSERT INTO inbox (update, received_at, body, urgent, failures, state)"
    " VALUES (:update, :at, :body, FALSE, 0, 'waiting') ON CONFLICT DO NOTHING",
    "read": "SELECT update, received_at, body, urgent, failures, state FROM inbox"
    " WHERE state != 'done' AND state = 'waiting' ORDER BY urgent DESC, update LIMIT 1000",
    "done": "UPDATE inbox SET state = 'done', body = NULL WHERE update = :update"
    " AND state != 'done'",
    "set": "INSERT INTO timers (id, client, counselor, kind, due_at, conversation, turn,"
    " occurrence, holder, held_until)"
    " VALUES (:id, :client, NULL, 'lapse', :at, NULL, NULL, NULL, NULL, NULL)"
    " ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, holder = NULL, held_until = NULL",
    "claim": "UPDATE timers SET holder = 'old', held_until = clock_timestamp() +"
    " make_interval(secs => 120) WHERE id IN (SELECT id FROM timers WHERE due_at <= :at"
    " AND (held_until IS NULL OR held_until <= clock_timestamp()) ORDER BY due_at, id LIMIT 200"
    " FOR UPDATE SKIP LOCKED) RETURNING id",
    "did": "DELETE FROM timers WHERE id = :id",
    "sent": "UPDATE outbox SET state = 'sent', body = NULL, holder = NULL, held_until = NULL,"
    " telegram_id = 7, ended_at = :at WHERE id = :id",
}
"""What schema 0006's release writes, and reads to write it; PostgreSQL has several replicas."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def engine(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A database with nothing in it."""
    url = f"sqlite:///{tmp_path}/new.db"
    if request.param == "postgres":
        url = request.getfixturevalue("new_postgres").url
    engine = open_engine(read_url(url))
    yield engine
    await engine.dispose()


async def on(engine: AsyncEngine, step: Callable[[Connection], Any]) -> Any:  # noqa: ANN401 - what it gives
    async with engine.begin() as connection:
        return await connection.run_sync(step)


def to(version: str) -> Callable[[Connection], None]:
    def step(connection: Connection) -> None:
        config = configured(History.STORE)
        config.attributes["connection"] = connection
        command.upgrade(config, version)

    return step


def shape(connection: Connection) -> dict[str, dict[str, tuple[str, bool, bool]]]:
    """Give of every column its type, whether it may be empty, and whether it has a default."""
    see = inspect(connection)
    return {
        table: {
            column["name"]: (
                str(column["type"]),
                column["nullable"],
                column["default"] is not None or bool(column.get("autoincrement")),
            )
            for column in see.get_columns(table)
        }
        for table in see.get_table_names()
    }


def bonds(connection: Connection) -> set[tuple[str, str | None]]:
    """Give what can refuse a row: by table, unique indexes, uniques and foreign keys."""
    see = inspect(connection)
    found: set[tuple[str, str | None]] = set()
    for table in see.get_table_names():
        found |= {(table, one["name"]) for one in see.get_indexes(table) if one["unique"]}
        found |= {(table, one["name"]) for one in see.get_unique_constraints(table)}
        found |= {(table, one["name"]) for one in see.get_foreign_keys(table)}
        found |= {(table, one["name"]) for one in see.get_check_constraints(table)}
    return found


async def test_the_newest_schema_takes_nothing_from_the_oldest_that_may_run_on_it(
    engine: AsyncEngine,
) -> None:
    await on(engine, to(_oldest()))
    before, bound = await on(engine, shape), await on(engine, bonds)
    await upgrade(engine)
    after = await on(engine, shape)
    for table, columns in before.items():
        assert columns.items() <= after[table].items()
        for _, may_be_empty, by_itself in (
            after[table][new] for new in {*after[table]} - {*columns}
        ):
            assert may_be_empty or by_itself
    assert {one for one in await on(engine, bonds) if one[0] in before} == bound


async def test_a_newer_schema_that_says_so_is_run_on(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await connection.execute(
            text("INSERT INTO compatibility VALUES ('9999', :oldest)"), {"oldest": newest()}
        )
    assert not await pending(engine)
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE compatibility SET oldest = '9998'"))
    for refused in (pending, upgrade):
        with pytest.raises(StoreError, match="newer"):
            await refused(engine)


async def test_a_schema_too_new_for_a_replica_that_lives_is_not_made(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.execute(
            text("INSERT INTO replicas VALUES ('old', '0007', :at, :until)"),
            {"at": "2026-01-01 00:00:00.000000", "until": "2999-01-01 00:00:00.000000"}
            if engine.dialect.name == "sqlite"
            else {"at": NOW, "until": NOW + timedelta(days=99_999)},
        )
    await on(engine, lambda sync: spare_the_living(sync, "0007"))
    with pytest.raises(StoreError, match="still runs"):
        await on(engine, lambda sync: spare_the_living(sync, "0008"))
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM replicas"))
    await on(engine, lambda sync: spare_the_living(sync, "0008"))


@pytest.mark.postgres
async def test_the_release_before_goes_on_beside_this_one(
    postgres: Place, replicas: list[Database]
) -> None:
    new, *_ = replicas
    engine = open_engine(read_url(postgres.url))

    async def old(what: str, **values: object) -> Any:  # noqa: ANN401 - rows, or how many
        async with engine.begin() as connection:
            found = await connection.execute(text(OLD[what]), values)
            return found.all() if found.returns_rows else found.rowcount

    try:
        await new.replicas.beat()
        async with new.works() as work:
            await work.inbox.add([received(1)], {1})
            await work.timers.set(timer)
            await work.outbox.add(message("a"))
            assert len(await work.outbox.lease(NOW, 1, LEASE)) == 1
        assert [row.update for row in await old("read")] == [1]
        assert await old("done", update=1) == 1
        async with new.works() as work:
            assert not await work.inbox.done(1)
        assert await old("set", id="old", client=ANN, at=NOW) == 1
        assert {row.id for row in await old("claim", at=NOW)} == {timer.id, "old"}
        async with new.works() as work:
            assert await work.timers.claim(NOW, 9, LEASE) == []
            assert await work.clients.get(ANN) == ann
        assert await old("did", id="old") == 1
        assert await old("sent", id=message("a").id, at=NOW) == 1
        async with new.works() as work:
            assert not await work.outbox.sending(message("a").id)
            assert await work.outbox.sent(message("a").id, arrived)
    finally:
        await engine.dispose()


@pytest.mark.postgres
async def test_what_the_release_before_kept_is_taken_up_when_it_did_not_get_to_it(
    postgres: Place, replicas: list[Database]
) -> None:
    """For a minute it is taken to be in the hands of whoever kept it, which nothing says."""
    new, *_ = replicas
    now = datetime.now(UTC)
    came = {n: replace(received(n, n % 2), received_at=now - n * HOUR) for n in (0, 1, 2, 3)}
    engine = open_engine(read_url(postgres.url))
    await new.replicas.beat()
    try:
        async with new.works() as work:
            await work.inbox.add(list(came.values()))
        async with engine.begin() as connection:
            rows = (await connection.execute(text(OLD["read"]))).all()
            await connection.execute(text("DELETE FROM inbox"))
            for row in rows:
                values = {"update": row.update, "at": row.received_at, "body": row.body}
                await connection.execute(text(OLD["keep"]), values)
        async with new.works() as work:
            assert list(await work.inbox.take(9)) == [came[1], came[2], came[3]]
            assert list(await work.inbox.waiting()) == list(came.values())
    finally:
        await engine.dispose()
