"""Journeys in a place of their own: in one life, or in as many as a reaper makes of it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Final

from bot.demo.telegram import Telegram
from storage.masterkey import new_master_key
from tests.journeys.kill_client import JOURNEY, Client
from tests.journeys.kill_life import TOKEN, Home, Life
from tests.journeys.kill_outcome import Kept, Shown, kept, shown
from tests.journeys.kill_reaper import Reaper, Tally
from tests.journeys.kill_telegram import Watch, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.demo.clock import ShiftedClock

_AT_REST: Final = """SELECT NOT EXISTS (SELECT * FROM inbox WHERE state = 'waiting')
AND NOT EXISTS (SELECT * FROM outbox WHERE state IN ('pending', 'leased', 'sending'))"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journey happens: a home, its Telegram, and the watch over it."""

    home: Home
    tg: Telegram
    watch: Watch
    lives: list[Life] = field(default_factory=list)

    @property
    def clock(self) -> ShiftedClock:
        """The clock of every life and of its Telegram."""
        return self.home.clock

    def live(self) -> Life:
        """Begin a life, which ends with the place at the latest."""
        self.lives.append(Life(self.home))
        return self.lives[-1]

    def client(self, chance: Random) -> Client:
        """Give somebody new."""
        person = self.tg.add_person("Robin").id
        return Client(self.tg, self.home.clock, self.home.database, chance, person)

    async def settle(self) -> None:
        """Wait until everything that came in was handled and everything to be sent has left."""
        await self.tg.settled(30)
        await self.until(_AT_REST)

    async def until(self, query: str) -> None:
        """Wait until a query gives what is true."""
        async with asyncio.timeout(30):
            with closing(sqlite3.connect(self.home.database)) as db:
                while not db.execute(query).fetchone()[0]:  # noqa: ASYNC110 - another process does it
                    await asyncio.sleep(0.02)


@asynccontextmanager
async def place(folder: Path, *, wordy: bool = False, window: int = 0) -> AsyncIterator[Place]:
    """Make a place in a new folder; at port `window` its lives may be looked into."""
    folder.mkdir(parents=True)  # noqa: ASYNC240 - a folder is made at once
    new_master_key(folder / "master.key")
    watch = Watch()
    since = time.monotonic()
    tg = Telegram(None, Home(folder, "", since).clock.now, TOKEN)
    async with served(tg, watch) as url:
        here = Place(Home(folder, url, since, wordy, window=window), tg, watch)
        try:
            yield here
        finally:
            for life in here.lives:
                life.kill()


@dataclass(frozen=True, slots=True)
class Lived:
    """A journey under fire, and what it left."""

    tally: Tally
    left: Kept
    shows: Shown


async def under_fire(folder: Path, seed: int, *, gently: bool = False) -> Lived:
    """Live through the journey in as many lives as it takes."""
    chance = dice(seed)
    async with place(folder) as here:
        reaper = Reaper(here.home, here.watch, chance, gently=gently)
        client = here.client(chance)
        client.moving = reaper.moving
        try:
            async with asyncio.TaskGroup() as both:
                reaping = both.create_task(reaper.reap())
                await client.play()
                reaper.cease()
            await here.settle()
            reaping.result().ask()
            assert await reaping.result().ended() == 0
        finally:
            reaper.end()
        left = await kept(here.home, client)
        return Lived(reaper.tally, left, shown(here.tg.chat(client.id), client))


class Undisturbed:
    """Holds a journey that nobody disturbed beside those that somebody did."""

    def __init__(self, left: Kept, shows: Shown) -> None:
        self.left = left
        self.shows = shows

    async def same(self, folder: Path, seed: int, *, gently: bool = False) -> Lived:
        """Live through a journey under fire that ends in the same way; a failure says its seed."""
        try:
            lived = await under_fire(folder / str(seed), seed, gently=gently)
            assert lived.left == self.left
            assert lived.shows.messages == self.shows.messages
        except BaseException as failure:
            failure.add_note(f"STILLWATER_SEED={seed} STILLWATER_KILLS=1 plays it again")
            raise
        return lived


async def one_life(folder: Path) -> Undisturbed:
    """Live through the journey in one life."""
    async with place(folder) as here:
        life = here.live()
        client = here.client(dice(0))
        await client.play()
        await here.settle()
        life.ask()
        assert await life.ended() == 0
        commands = sum(bool(scene.opens) for scene in JOURNEY)
        left = await kept(here.home, client)
        assert [text for _, text, _ in left.words] == client.said[1:]
        assert left.profile["thing"] == client.said[0]
        assert left.rows["inbox"] == [("done", len(client.done) + commands)]
        return Undisturbed(left, shown(here.tg.chat(client.id), client))


def dice(seed: int) -> Random:
    """Give chance that can be had again."""
    return Random(seed)  # noqa: S311 - keeps no secret
