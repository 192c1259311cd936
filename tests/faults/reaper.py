"""The reaper of a town: ends one life after another at random moments, and spares nothing.

Unlike that of the journeys it strikes a message in flight as often as it happens: what was struck
twice is to stand in the store as uncertain, and is counted.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.faults.books import IN_FLIGHT, lapse, one
from tests.journeys import kill_reaper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from random import Random

    from tests.faults.town import Town
    from tests.journeys.kill_life import Life


class Reaper(kill_reaper.Reaper):
    """Keeps the service of a town alive, and ends it: with SIGKILL, or `gently` with SIGTERM."""

    latest = 1.6
    """A knock is among them."""
    patience = 60.0

    def __init__(self, town: Town, dice: Random, *, gently: bool = False) -> None:
        super().__init__(town.home, town.watch, dice, gently=gently)
        self._town = town

    async def _buried(self) -> None:
        """Count what was in flight, and let the leases of the dead lapse."""
        self._town.ledger.in_flight += await one(self._town.home, IN_FLIGHT)
        await lapse(self._town.home)

    def _on_its_feet(self) -> None:
        pass

    def _is_spared(self) -> bool:
        return False


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
