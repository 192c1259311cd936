"""What a store tells those who run it of itself: how long it takes, its connections, its key."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ports import Pool, Waits
from bot.ports.gauges import CAPPED
from bot.services.gauges import Seen, Watch
from tests.contract.examples import MINUTE, NOW, received
from tests.counted import Counted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.database import Database
    from tests.databases import Place


class Clock:
    """Stands still."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture
async def store(place: Place) -> AsyncIterator[Database]:
    database = place.open()
    yield database
    await database.close()


async def test_a_unit_of_work_is_timed_and_what_waited_for_it_too(store: Database) -> None:
    store.meters = counted = Counted()
    async with store.works():
        second = asyncio.create_task(_work(store))
        await asyncio.sleep(0.02)
    await second
    assert len(counted.works) == 2
    longest = max(lasted for _, lasted in counted.works)
    assert longest > 0.01
    if store.pool.most == 1:
        assert max(waited for waited, _ in counted.works) > 0.01, "one waited for the other"


async def test_a_broken_unit_of_work_is_no_measure_of_the_database(store: Database) -> None:
    store.meters = counted = Counted()
    with pytest.raises(LookupError):
        async with store.works():
            raise LookupError
    assert counted.works == []


async def test_connections_in_use_are_counted(store: Database, place: Place) -> None:
    most = 1 if place.url.startswith("sqlite") else 20
    async with store.works():
        assert store.pool == Pool(1, most)
    assert store.pool == Pool(0, most)


async def test_it_is_known_since_when_the_master_key_reigns(store: Database) -> None:
    async with store.works() as work:
        await work.gauges.read(NOW)
    since = await store.reigns_since()
    assert since is not None
    assert timedelta() <= datetime.now(UTC) - since < timedelta(hours=6)


async def test_however_much_waits_it_is_counted_no_further_than_it_costs_little(
    sqlite: Place,
) -> None:
    rows = ((f"{n}", "prompt", f"{NOW - MINUTE:%Y-%m-%d %H:%M:%S.%f}") for n in range(CAPPED + 5))
    with closing(sqlite3.connect(sqlite.url.removeprefix("sqlite:///"))) as connection:
        connection.executemany("INSERT INTO timers (id, kind, due_at) VALUES (?, ?, ?)", rows)
        connection.commit()
    database = sqlite.open()
    async with database.works() as work:
        depths = await work.gauges.read(NOW)
    await database.close()
    assert depths.due == depths.late == Waits(CAPPED, NOW - MINUTE)


async def test_a_look_at_a_locked_store_is_not_waited_for_and_harms_nothing(sqlite: Place) -> None:
    """Whoever runs it looks in just when another program holds the file."""
    database = sqlite.open()
    async with database.works() as work:
        await work.inbox.open()
    watch = Watch(database.works, Clock(), every=0.0, within=0.05)
    with closing(
        sqlite3.connect(sqlite.url.removeprefix("sqlite:///"), isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        looks = [await watch.look() for _ in range(3)]
        other.execute("ROLLBACK")
    assert looks == ["the database has not answered for 0 s"] * 3
    async with asyncio.timeout(20), database.works() as work:
        await work.inbox.add([received(1)], {1})
    watch.within = 20.0
    seen = await watch.look()
    assert isinstance(seen, Seen)
    assert seen.depths.inbox.many == 1
    await database.close()


async def _work(store: Database) -> None:
    async with store.works():
        pass
