"""The key store: the master key is proved first, and a key destroyed is gone from the file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import KeyProblem
from storage.engine import open_engine, read_url
from storage.keystore import LOOKUP, SERVICE, open_keys
from tests.databases import MASTER, on_ring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.keystore import KeyStore
    from tests.databases import Place

OTHER = bytes(32)


@pytest.fixture
async def keys(sqlite: Place) -> AsyncIterator[KeyStore]:
    keys = open_keys(read_url(sqlite.keys_url), on_ring(MASTER))
    await keys.unlock()
    yield keys
    await keys.close()


def held(place: Place) -> bytes:
    """Everything in the key store's files."""
    file = Path(read_url(place.keys_url).database or "")
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


async def test_a_key_is_made_once(keys: KeyStore) -> None:
    assert await keys.get("one") is None
    made = await keys.make("one")
    assert await keys.make("one") == made == await keys.get("one")
    assert await keys.make("two") != made


async def test_keys_are_not_in_the_clear(keys: KeyStore, sqlite: Place) -> None:
    made = await keys.make("one")
    assert made not in held(sqlite)
    assert MASTER not in held(sqlite)


async def test_a_destroyed_key_leaves_no_trace(keys: KeyStore, sqlite: Place) -> None:
    await keys.make("the one")
    async with keys._engine.begin() as connection:
        wrapped = (
            await connection.execute(text("SELECT wrapped FROM keys WHERE name = 'the one'"))
        ).scalar_one()
    assert wrapped in held(sqlite)
    await keys.destroy("the one")
    assert wrapped not in held(sqlite)
    assert await keys.get("the one") is None


async def test_another_master_key_is_refused_and_touches_nothing(sqlite: Place) -> None:
    before = held(sqlite)
    keys = open_keys(read_url(sqlite.keys_url), on_ring(OTHER))
    for attempt in (keys.unlock, keys.migrate):
        with pytest.raises(KeyProblem):
            await attempt()
    await keys.close()
    assert held(sqlite) == before


async def test_a_store_with_keys_but_no_proof_takes_no_new_master(sqlite: Place) -> None:
    engine = open_engine(read_url(sqlite.keys_url))
    async with engine.begin() as connection:
        await connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        await connection.execute(text("DELETE FROM keys"))
        await connection.execute(text("DELETE FROM epochs"))
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        await raw.driver_connection.execute("PRAGMA foreign_keys = OFF")
        await connection.execute(
            text(
                "INSERT INTO keys (name, epoch, wrapped, made_at)"
                " VALUES ('a', 1, x'00', '2026-01-01')"
            )
        )
        await connection.commit()
    await engine.dispose()
    keys = open_keys(read_url(sqlite.keys_url), on_ring(OTHER))
    with pytest.raises(KeyProblem, match="lost"):
        await keys.unlock()
    await keys.close()


async def test_a_wrapped_key_belongs_to_its_name(keys: KeyStore) -> None:
    await keys.make("one")
    async with keys._engine.begin() as connection:
        await connection.execute(text("UPDATE keys SET name = 'two' WHERE name = 'one'"))
    with pytest.raises(KeyProblem):
        await keys.get("two")


async def test_clients_are_listed_by_the_age_of_their_key(keys: KeyStore) -> None:
    await keys.make(SERVICE)
    await keys.make(LOOKUP)
    await keys.make("one")
    assert list(await keys.clients(made_before=timedelta())) == ["one"]
    assert list(await keys.clients(made_before=timedelta(hours=1))) == []
