"""The database: how it is opened, refused, swept and closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import ConfigError, KeyProblem, StoreError
from bot.people import ClientId
from storage.database import open_database
from storage.engine import open_engine, read_url
from tests.contract.examples import ANN, BEN, ann, ben, received
from tests.databases import MASTER, Place, on_ring

if TYPE_CHECKING:
    from storage.database import Database

ELSEWHERE = bytes(32)


def files(place: Place) -> dict[str, bytes]:
    folder = Path(read_url(place.url).database or "").parent
    if not folder.exists():
        return {}
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("url", ["", "store.db", "mysql://localhost/store", "sqlite"])
def test_a_url_we_cannot_use_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        open_database(url, "sqlite:///keys.db", on_ring(MASTER))


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///a.db", "sqlite+aiosqlite"),
        ("postgresql://h/d", "postgresql+asyncpg"),
        ("postgresql+psycopg://h/d", "postgresql+asyncpg"),
    ],
)
def test_a_url_need_not_name_a_driver(url: str, driver: str) -> None:
    assert read_url(url).drivername == driver


async def test_opening_makes_nothing(tmp_path: Path) -> None:
    place = Place(f"sqlite:///{tmp_path}/a/s.db", f"sqlite:///{tmp_path}/a/k.db")
    await place.open().close()
    assert files(place) == {}


async def test_a_new_store_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    place = Place(f"sqlite:///{tmp_path}/a/s.db", f"sqlite:///{tmp_path}/a/k.db")
    database = place.open()
    await database.migrate()
    async with database.works() as work:
        await work.clients.add(ann)
        modes = {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "a").iterdir()}
    await database.close()
    assert modes == dict.fromkeys(
        ("s.db", "s.db-wal", "s.db-shm", "k.db", "k.db-wal", "k.db-shm"), 0o600
    )


async def test_a_store_that_was_not_migrated_says_so(tmp_path: Path) -> None:
    database = Place(f"sqlite:///{tmp_path}/s.db", f"sqlite:///{tmp_path}/k.db").open()
    with pytest.raises(StoreError):
        async with database.works() as work:
            await work.clients.get(ANN)
    await database.close()


async def test_the_wrong_master_key_touches_nothing(sqlite: Place) -> None:
    before = files(sqlite)
    database = sqlite.open(ELSEWHERE)
    with pytest.raises(KeyProblem):
        async with database.works() as work:
            await work.clients.add(ann)
    for attempt in (database.migrate, database.sweep):
        with pytest.raises(KeyProblem):
            await attempt()
    await database.close()
    assert files(sqlite) == before


async def test_a_lost_key_store_is_not_made_anew(sqlite: Place) -> None:
    """A new key store beside a store that has clients would be a store nobody can read."""
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
    await database.close()
    for file in Path(read_url(sqlite.keys_url).database or "").parent.glob("keys.db*"):
        file.unlink()
    database = sqlite.open()
    with pytest.raises(KeyProblem, match="key store"):
        await database.migrate()
    await database.close()
    assert [name for name in files(sqlite) if name.startswith("keys")] == []


async def test_sqlite_is_set_for_a_power_cut(sqlite: Place) -> None:
    engine = open_engine(read_url(sqlite.url))
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 10000,
    }
    async with engine.connect() as connection:
        for name, value in wanted.items():
            assert (await connection.execute(text(f"PRAGMA {name}"))).scalar_one() == value
    await engine.dispose()


async def test_a_work_inside_a_work_is_refused(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works():
        with pytest.raises(RuntimeError, match="inside another"):
            async with database.works():
                pass
    await database.close()


async def test_an_error_of_the_database_tells_no_tales(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
    with pytest.raises(StoreError) as caught:
        async with database.works() as work:
            await work.clients.add(ann)
    await database.close()
    assert str(caught.value) == "IntegrityError"
    assert ann.name not in str(caught.value.__cause__)
    assert "parameters hidden" in str(caught.value.__cause__)


async def _ids(database: Database) -> set[str]:
    async with database.works() as work:
        found = [await work.clients.by_chat(one.chat) for one in (ann, ben)]
    return {client.id for client in found if client is not None}


async def test_a_sweep_erases_whom_an_old_backup_brought_back(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
    await database._keys.destroy(ANN)  # erased since that backup was made
    await database.close()
    database = sqlite.open()
    assert await database.sweep() == 1
    assert await _ids(database) == {BEN}
    assert await database.sweep() == 0
    await database.close()


async def test_a_sweep_takes_keys_of_nobody_once_they_are_old(sqlite: Place) -> None:
    database = sqlite.open()
    async with database.works() as work:
        await work.inbox.add([received(1)])
        await work.clients.add(ben)
    await database._keys.make(ANN)  # and here the power went
    assert await database.sweep() == 0
    engine = open_engine(read_url(sqlite.keys_url))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE keys SET made_at = '2020-01-01 00:00:00.000000'"))
    await engine.dispose()
    assert await database.sweep() == 1
    assert await database._keys.clients(made_before=timedelta()) == [BEN]
    async with database.works() as work:
        assert await work.inbox.waiting() == [received(1)]
    await database.close()


async def test_a_sweep_goes_on_page_after_page(sqlite: Place) -> None:
    """Of six clients the second and the fifth have no key, and two keys are nobody's."""
    database = sqlite.open()
    everybody = [replace(ann, id=ClientId(name * 32), chat=n) for n, name in enumerate("246ace")]
    for client in everybody:
        async with database.works() as work:
            await work.clients.add(client)
    for keyless in (everybody[1], everybody[4]):
        await database._keys.destroy(keyless.id)
    for nobody in ("3" * 32, "f" * 32):
        await database._keys.make(nobody)
    engine = open_engine(read_url(sqlite.keys_url))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE keys SET made_at = '2020-01-01 00:00:00.000000'"))
    await engine.dispose()
    assert await database.sweep(at_once=2) == 4
    left = {"2" * 32, "6" * 32, "a" * 32, "e" * 32}
    assert set(await database._keys.clients(made_before=timedelta())) == left
    assert await database.sweep(at_once=2) == 0
    await database.close()


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/none", "postgresql:///none?host=/no/such/folder"]
)
async def test_a_database_out_of_reach_is_ours_to_tell(url: str) -> None:
    database = Place(url, url).open()
    with pytest.raises(StoreError):
        async with database.works():
            pass
    with pytest.raises(StoreError):
        await database.migrate()
    await database.close()


@pytest.mark.postgres
async def test_a_database_that_is_not_there_is_ours_to_tell(postgres: Place) -> None:
    url = postgres.url.replace("/stillwater?", "/not-there?")
    database = Place(url, url).open()
    with pytest.raises(StoreError):
        async with database.works():
            pass
    await database.close()
