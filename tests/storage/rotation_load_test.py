"""The master key is turned over while clients come, speak and go: nothing is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import aclosing, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.interview.conversation import WordsId
from bot.people import ClientId
from storage.database import open_database
from storage.engine import read_url
from storage.keystore import open_keys
from storage.masterkey import MasterKey, new_master_key, read_master_keys, write_master_keys
from storage.ring import KeyFile
from tests.contract.examples import ann, goal, some_id
from tests.databases import MASTER

if TYPE_CHECKING:
    from storage.database import Database
    from tests.databases import Place

BEFORE = 40
MEANWHILE = 30
MANY = 20_000


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The master key of every test's store, in a file."""
    file = tmp_path / "master.key"
    new_master_key(file)
    write_master_keys(file, [MasterKey(MASTER)])
    return file


def opened(place: Place, file: Path) -> Database:
    return open_database(place.url, place.keys_url, KeyFile(file))


def nth(number: int) -> ClientId:
    return ClientId(some_id(f"client {number}"))


async def come(database: Database, number: int) -> None:
    client = replace(ann, id=nth(number), chat=number)
    async with database.works() as work:
        await work.clients.add(client)
        said = replace(goal, id=WordsId(nth(number)), client=client.id, text=f"words {number}")
        await work.words.put(said)


async def go(database: Database, number: int) -> None:
    async with database.works() as work:
        await work.clients.remove(nth(number))


async def said(database: Database, number: int) -> str | None:
    async with database.works() as work:
        if await work.clients.by_chat(number) is None:
            return None
        (words,) = await work.words.of(nth(number))
        return words.text


async def live(database: Database) -> set[int]:
    """Let clients come, speak and go; give those who are there at the end."""
    there = set(range(BEFORE))
    for number in range(MEANWHILE):
        await come(database, BEFORE + number)
        await go(database, number)
        there = there - {number} | {BEFORE + number}
        assert await said(database, BEFORE - 1) == f"words {BEFORE - 1}"
        assert await said(database, number) is None
    return there


async def rotate(database: Database, *, steps: int) -> None:
    """Turn the master key over, a few keys at once; be killed after so many steps."""
    async with aclosing(database._keys.rotate(at_once=7)) as told:
        async for _ in told:
            steps -= 1
            if not steps:
                return


async def test_nothing_is_lost_while_the_master_key_is_turned_over(
    place: Place, file: Path
) -> None:
    service, rotating, next_one = (opened(place, file) for _ in range(3))
    for number in range(BEFORE):
        await come(service, number)
    living = asyncio.create_task(live(service))
    await rotate(rotating, steps=4)
    await rotating.close()
    assert len(read_master_keys(file)) == 2
    await rotate(next_one, steps=10_000)
    await rotate(next_one, steps=10_000)
    there = await living
    await service.close()
    await next_one.close()

    (only,) = read_master_keys(file)
    assert only != MasterKey(MASTER)
    fresh = opened(place, file)
    assert {n: await said(fresh, n) for n in there} == {n: f"words {n}" for n in there}
    assert await fresh.damaged() == []
    reign = await fresh.reign()
    assert reign is not None
    assert (reign.epoch, reign.turning) == (3, False)
    assert set(await fresh._keys.get_all([nth(n) for n in range(BEFORE + MEANWHILE)])) == {
        nth(n) for n in there
    }
    await fresh.close()


async def test_killed_at_once_it_is_finished_by_the_next(sqlite: Place, file: Path) -> None:
    """The kernel ends the process in the midst of 20,000 keys; the next wraps the rest."""
    keys = open_keys(read_url(sqlite.keys_url), KeyFile(file))
    await keys.unlock()
    kept = {f"client {number}": os.urandom(32) for number in range(MANY)}
    wrapped = [keys._epochs.wrap(name, key) for name, key in kept.items()]
    store = Path(read_url(sqlite.keys_url).database or "")
    with closing(sqlite3.connect(store)) as at:
        at.executemany(
            "INSERT INTO keys (name, epoch, wrapped, made_at)"
            " VALUES (:name, :epoch, :wrapped, '2026-03-01 00:00:00.000000')",
            wrapped,
        )
        at.commit()
        settings = {
            "STILLWATER_STORAGE__URL": sqlite.url,
            "STILLWATER_STORAGE__KEYS_URL": sqlite.keys_url,
            "STILLWATER_SECURITY__MASTER_KEY_FILE": str(file),
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "keys", "rotate", "--json"),
            env=os.environ | settings,
            stdout=asyncio.subprocess.DEVNULL,
        )
        ended = asyncio.create_task(process.wait())
        while not at.execute("SELECT 1 FROM keys WHERE epoch = 2 LIMIT 1").fetchone():
            assert not ended.done()
            await asyncio.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        await ended
    assert await keys.get_all(list(kept)) == kept
    async with aclosing(keys.rotate()) as steps:
        async for _ in steps:
            pass
    assert await keys.get_all(list(kept)) == kept
    reign = await keys.reign()
    assert reign is not None
    assert not reign.turning
    await keys.close()
    assert len(read_master_keys(file)) == 1
