"""The reaper of a town: ends one life after another at random moments, and spares nothing.

Unlike that of the journeys it strikes a message in flight as often as it happens: what was struck
twice is to stand in the store as uncertain, and is counted.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import asynccontextmanager
from signal import SIGKILL, SIGTERM
from typing import TYPE_CHECKING, Final

from tests.faults.books import IN_FLIGHT, lapse, one
from tests.journeys.kill_life import Life
from tests.journeys.kill_reaper import ASKS, HELLO, Moment, Tally, draw, knocking
from tests.journeys.kill_telegram import Phase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from random import Random

    from tests.faults.town import Town

_LATEST: Final = 1.6
"""Seconds of serving, a knock among them, after which a life ends whose moment did not come."""
_UP: Final = 60.0


class Reaper:
    """Keeps the service of a town alive, and ends it: with SIGKILL, or `gently` with SIGTERM."""

    def __init__(self, town: Town, dice: Random, *, gently: bool = False) -> None:
        self.tally = Tally()
        self._town = town
        self._dice = dice
        self._gently = gently
        self._life: Life | None = None
        self._moment = Moment()
        self._calls: Counter[tuple[str, Phase]] = Counter()
        self._ceased = False
        self._ticks = 0
        self._struck = 0.0
        self._serving = asyncio.Event()
        town.watch.tell = self._told

    def ticking(self) -> None:
        """Strike now, and strike the next lives as they knock: something falls due."""
        self._ticks = self._dice.randint(1, 3)
        if self._life is not None:
            self._strike(self._life)

    def cease(self) -> None:
        """Strike once more, and then let live."""
        self._ceased = True
        if self._life is not None:
            self._strike(self._life)

    async def reap(self) -> Life:
        """Let lives follow each other until this ceases; give the last one, serving."""
        while not self._ceased:
            self._moment = self._draw()
            life = self._begin()
            if not self._moment.method:
                self._later(self._moment.delay, life)
            code = await life.ended(_UP)
            assert self._life is None, f"The service ended by itself with {code}: see its log"
            assert code in self._codes(), f"The service ended with {code}: see its log"
            self.tally.endings.append(time.monotonic() - self._struck)
            self._town.ledger.in_flight += await one(self._town.home, IN_FLIGHT)
            await lapse(self._town.home)
            await asyncio.sleep(self._dice.choice((0.0, self._dice.uniform(0, 0.1))))
        self._moment = Moment()
        life = self._begin()
        async with asyncio.timeout(_UP):
            await self._serving.wait()
        return life

    def end(self) -> None:
        """Leave nobody alive, whatever happened."""
        if self._life is not None:
            self._life.kill()

    def _draw(self) -> Moment:
        if self._ticks:
            self._ticks -= 1
            return knocking(self._dice)
        return draw(self._dice)

    def _begin(self) -> Life:
        self._calls.clear()
        self._serving.clear()
        self._life = Life(self._town.home)
        return self._life

    def _told(self, method: str, phase: Phase) -> bool:
        """Hear of a call; say whether it struck here."""
        life, moment = self._life, self._moment
        if life is None:
            return False
        self._calls[method, phase] += 1
        nth = self._calls[method, phase]
        if (method, phase, nth) == (ASKS, Phase.ARRIVED, 1):
            self._serving.set()
            self.tally.recoveries.append(time.monotonic() - life.began)
            if not self._ceased:
                self._later(_LATEST, life)
        if self._ceased or (method, phase, nth) != (moment.method, moment.phase, moment.nth):
            return False
        if moment.delay:
            self._later(moment.delay, life)
            return False
        return self._strike(life)

    def _later(self, seconds: float, life: Life) -> None:
        asyncio.get_running_loop().call_later(seconds, self._strike, life)

    def _strike(self, life: Life) -> bool:
        if life is not self._life:
            return False
        self._life = None
        self._struck = time.monotonic()
        self.tally.kills[str(self._moment)] += 1
        if self._gently:
            life.ask()
            return False  # it lives on for a while, and is answered
        life.kill()
        return True

    def _codes(self) -> frozenset[int]:
        """Give the exit codes of a struck life: before it said hello it may not listen yet."""
        if not self._gently:
            return frozenset({-SIGKILL})
        return frozenset({0}) if self._calls[HELLO, Phase.ARRIVED] else frozenset({0, -SIGTERM})


@asynccontextmanager
async def under_fire(town: Town, dice: Random, *, gently: bool = False) -> AsyncIterator[Reaper]:
    """Strike the service for as long as the block lasts; then let it come to rest and end."""
    reaper = Reaper(town, dice, gently=gently)
    reaping = asyncio.create_task(reaper.reap())
    living: Life | None = None
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(_unless_it_fails(reaping))
            yield reaper
            reaper.cease()
        living = reaping.result()
        await town.rest()
        living.ask()
        assert await living.ended() == 0
        living = None
    finally:
        reaper.end()
        if living is not None:
            living.kill()


async def _unless_it_fails(reaping: asyncio.Task[Life]) -> None:
    await reaping
