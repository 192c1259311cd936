"""Killed at any moment and begun again, the service loses nothing and goes on where it was."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import statistics
import sys
import time
from collections import Counter
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from bot.demo.telegram import Telegram
from storage.masterkey import new_master_key
from tests.journeys.kill_client import Client
from tests.journeys.kill_life import TOKEN, Home, Life
from tests.journeys.kill_outcome import Kept, Shown, kept, shown
from tests.journeys.kill_reaper import Reaper, Tally
from tests.journeys.kill_telegram import Watch, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

KILLS: Final = int(os.environ.get("STILLWATER_KILLS", "200"))
SEED: Final = int(os.environ.get("STILLWATER_SEED", "0")) or random.SystemRandom().randrange(10**6)
AT_ONCE: Final = 3
_BUSY: Final = """SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting')
+ (SELECT count(*) FROM outbox WHERE state IN ('pending', 'leased', 'sending'))"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journey happens: a home, its Telegram, and the watch over it."""

    home: Home
    tg: Telegram
    watch: Watch

    def client(self, dice: random.Random) -> Client:
        """Give somebody new."""
        person = self.tg.add_person("Robin").id
        return Client(self.tg, self.home.clock, self.home.database, dice, person)

    async def settle(self) -> None:
        """Wait until everything that came in was handled and everything to be sent has left."""
        await self.tg.settled(30)
        async with asyncio.timeout(30):
            with closing(sqlite3.connect(self.home.database)) as db:
                while db.execute(_BUSY).fetchone()[0]:
                    await asyncio.sleep(0.02)


@asynccontextmanager
async def place(folder: Path) -> AsyncIterator[Place]:
    folder.mkdir(parents=True)
    new_master_key(folder / "master.key")
    watch = Watch()
    since = time.monotonic()
    tg = Telegram(None, Home(folder, "", since).clock.now, TOKEN)
    async with served(tg, watch) as url:
        yield Place(Home(folder, url, since), tg, watch)


async def undisturbed(folder: Path) -> tuple[Kept, Shown]:
    """Live through the journey in one life."""
    async with place(folder) as here:
        life = Life(here.home)
        client = here.client(random.Random(0))
        await client.play()
        await here.settle()
        life.ask()
        assert await life.ended() == 0
        return await kept(here.home, client), shown(here.tg.chat(client.id), client)


async def under_fire(folder: Path, seed: int) -> tuple[Tally, Kept, Shown]:
    """Live through the journey in as many lives as it takes."""
    dice = random.Random(seed)
    async with place(folder) as here:
        reaper = Reaper(here.home, here.watch, dice)
        client = here.client(dice)
        client.moving = reaper.moving
        async with asyncio.TaskGroup() as both:
            reaping = both.create_task(reaper.reap())
            await client.play()
            reaper.cease()
        life = reaping.result()
        await here.settle()
        life.ask()
        assert await life.ended() == 0
        left = await kept(here.home, client)
        return reaper.tally, left, shown(here.tg.chat(client.id), client)


@pytest.mark.timeout(600)
async def test_a_service_killed_at_any_moment_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, seen = await undisturbed(tmp_path / "undisturbed")
    seeds = iter(range(SEED, SEED + 10**6))
    tallies: list[tuple[Tally, int]] = []

    async def journeys() -> None:
        while sum(tally.kills.total() for tally, _ in tallies) < KILLS:
            seed = next(seeds)
            try:
                tally, left, shows = await under_fire(tmp_path / str(seed), seed)
                assert left == whole
                assert shows.messages == seen.messages
            except BaseException as failure:
                failure.add_note(f"STILLWATER_SEED={seed} STILLWATER_KILLS=1 plays it again")
                raise
            tallies.append((tally, shows.repeats))

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(journeys())
    with capsys.disabled():
        sys.stdout.write(report(tallies))


def report(tallies: list[tuple[Tally, int]]) -> str:
    kills: Counter[str] = Counter()
    for tally, _ in tallies:
        kills += tally.kills
    recoveries = [seconds for tally, _ in tallies for seconds in tally.recoveries]
    return (
        f"\n{len(tallies)} journeys, {kills.total()} kills, 0 of the client's messages lost, "
        f"{sum(repeats for _, repeats in tallies)} marked repeats; "
        f"polling again after {statistics.median(recoveries) * 1000:.0f} ms (median), "
        f"{max(recoveries) * 1000:.0f} ms (longest)\n"
        + "".join(f"  {many:4}  {when}\n" for when, many in sorted(kills.items()))
    )
