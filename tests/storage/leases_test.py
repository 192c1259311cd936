"""Leases: one holder at a time, and a number that grows with each."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import Fenced
from storage.engine import read_url
from tests.contract.examples import received

if TYPE_CHECKING:
    from tests.databases import Place

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


async def test_one_holds_and_the_other_does_not(place: Place) -> None:
    one, two = place.open(), place.open()
    first = await one.leases.acquire("poller", MINUTE)
    assert first is not None
    assert await two.leases.acquire("poller", MINUTE) is None
    assert await two.leases.acquire("other", MINUTE) is not None
    assert await one.leases.acquire("poller", MINUTE) == first
    await one.leases.release("poller")
    second = await two.leases.acquire("poller", MINUTE)
    assert second is not None
    assert second > first
    assert await one.leases.acquire("poller", MINUTE) is None
    await one.close()
    await two.close()


async def test_of_many_one_gets_it(place: Place) -> None:
    many = [place.open() for _ in range(6)]
    got = await asyncio.gather(*(one.leases.acquire("poller", MINUTE) for one in many))
    assert len([number for number in got if number is not None]) == 1
    for one in many:
        await one.close()


@pytest.mark.postgres
async def test_a_lease_that_lapsed_goes_to_the_next(postgres: Place) -> None:
    one, two = postgres.open(), postgres.open()
    first = await one.leases.acquire("lapsing", timedelta())
    second = await two.leases.acquire("lapsing", MINUTE)
    assert first is not None
    assert second == first + 1
    await one.close()
    await two.close()


async def test_the_kernel_frees_what_a_killed_process_held(sqlite: Place) -> None:
    file = f"{read_url(sqlite.url).database}.poller.lock"
    hold = "import fcntl,sys;f=open(sys.argv[1],'w');fcntl.flock(f,2);print(flush=True);input()"
    process = subprocess.Popen(  # noqa: S603, ASYNC220 - our own Python, and it waits for us
        [sys.executable, "-c", hold, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    database = sqlite.open()
    assert await database.leases.acquire("poller", MINUTE) is None
    process.kill()
    process.communicate()
    assert await database.leases.acquire("poller", MINUTE) is not None
    await database.close()


async def test_who_was_overtaken_keeps_nothing(place: Place) -> None:
    one, two = place.open(), place.open()
    first = await one.leases.acquire("poller", MINUTE)
    assert first is not None
    fence = one.leases.fence("poller", first)
    async with one.works(fence) as work:
        await work.inbox.add([received(1)])
    await one.leases.release("poller")
    assert await two.leases.acquire("poller", MINUTE) is not None
    with pytest.raises(Fenced):
        async with one.works(fence) as work:
            await work.inbox.add([received(2)])
    async with two.works() as work:
        assert await work.inbox.open() == 1
    await one.close()
    await two.close()
