"""Rounds in which Telegram posts to two replicas, and one of them is killed again and again."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Final

from tests.faults.books import ask, lapse, one
from tests.faults.figures import Figures
from tests.faults.fires import CYCLES, DAYS, PEOPLE
from tests.faults.people import Settler
from tests.faults.server import a_server
from tests.faults.town import town
from tests.journeys.kill_life import Life
from tests.journeys.replicas import Proxy, free_port, posted_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.faults.town import Town

REPLICAS: Final = 2
_UP: Final = 60.0
_LOOK: Final = 0.05
_NAMES: Final = "SELECT name FROM replicas"


@dataclass(slots=True)
class Replica:
    """One of equals: the port it is posted to at, its life, and the name it goes by."""

    place: Town
    port: int
    life: Life = field(init=False)
    name: str = field(init=False)

    async def begin(self) -> None:
        """Begin a life, and wait until the others know of it."""
        before = await self._names()
        self.life = Life(replace(self.place.home, door=self.port))
        async with asyncio.timeout(_UP):
            while not (new := await self._names() - before):  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(_LOOK)
        (self.name,) = new

    async def die(self) -> None:
        """Be killed; whatever it held is free as soon as its leases have run out."""
        self.life.kill()
        await self.life.ended()
        await asyncio.sleep(_LOOK)  # what it asked its database for last is still being done
        held = "SELECT count(*) FROM outbox WHERE state = 'sending' AND holder ="
        self.place.ledger.in_flight += await one(self.place.home, f"{held} '{self.name}'")
        await lapse(self.place.home, of=self.name)

    async def _names(self) -> set[str]:
        return {name for (name,) in await ask(self.place.home, _NAMES)}


async def killed(folder: Path, seed: int, *, days: int = DAYS, cycles: int = CYCLES) -> Figures:
    """Kill either of the two with SIGKILL while they receive, decide, send and tick."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    proxy, figures = Proxy([free_port() for _ in range(REPLICAS)]), Figures()
    with a_server() as server:
        store = server.new()
        async with (
            posted_to(proxy) as posts,
            town(folder, [Settler()] * PEOPLE, dice, store, alone=False, posts=posts) as place,
        ):
            place.be_patient()
            every = [Replica(place, port) for port in proxy.ports]
            try:
                for replica in every:
                    await replica.begin()
                async with _culled(every, dice, figures):
                    for _ in range(days):
                        await place.talk(cycles)
                        await place.meet(await place.due())
                await place.rest()
                for replica in every:
                    replica.life.ask()
                    code = await replica.life.ended(_UP)
                    assert code == 0, f"A replica ended with {code}: see the log"
            finally:
                for replica in every:
                    replica.life.kill()
            return figures.found(await place.judged())


@asynccontextmanager
async def _culled(every: list[Replica], dice: Random, figures: Figures) -> AsyncIterator[None]:
    """Kill one of them now and then, for as long as the block lasts."""

    over = asyncio.Event()

    async def on() -> None:
        while not over.is_set():
            await asyncio.sleep(dice.uniform(0.2, 1.5))
            struck = dice.choice(every)
            await struck.die()
            figures.counts["kill -9"] += 1
            again = time.monotonic()
            await struck.begin()
            figures.tell("two again", time.monotonic() - again)

    culling = asyncio.create_task(on())
    try:
        yield
    finally:
        over.set()
        await culling
