"""A process killed at any moment loses nothing that was committed, and breaks nothing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.people import ClientId
from storage.engine import open_engine, read_url
from tests.contract.examples import NOW, ann, goal
from tests.databases import Place

if TYPE_CHECKING:
    from storage.database import Database


async def live(database: Database) -> None:
    """Take in one client after another; tell of each once it is committed."""
    number = 0
    while True:
        number += 1
        client = replace(ann, id=ClientId(f"{number:032}"), chat=number)
        async with database.works() as work:
            await work.clients.add(client)
            await work.words.put(replace(goal, id=type(goal.id)(client.id), client=client.id))
        sys.stdout.write(f"{client.id}\n")
        sys.stdout.flush()


@pytest.mark.parametrize("after", [1, 2, 9, 30])
async def test_killed_after_so_many(sqlite: Place, after: int) -> None:
    process = subprocess.Popen(  # noqa: S603, ASYNC220 - this file itself, and it waits for us
        [sys.executable, "-m", "tests.storage.kill_test", sqlite.url, sqlite.keys_url],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(after)]
    process.kill()
    told += process.communicate()[0].split()
    database = sqlite.open()
    async with database.works() as work:
        for id_ in map(ClientId, told):
            assert await work.clients.get(id_) is not None
            assert [words.text for words in await work.words.of(id_)] == [goal.text]
        await work.clients.add(replace(ann, created_at=NOW))
    await database.close()
    for url in (sqlite.url, sqlite.keys_url):
        engine = open_engine(read_url(url))
        async with engine.begin() as connection:
            found = (await connection.execute(text("PRAGMA integrity_check"))).scalars().all()
        await engine.dispose()
        assert found == ["ok"]


if __name__ == "__main__":
    asyncio.run(live(Place(*sys.argv[1:]).open()))
