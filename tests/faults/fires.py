"""Rounds in which the service of a town is killed, or asked to stop, again and again."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from tests.faults.figures import Figures
from tests.faults.people import Settler
from tests.faults.reaper import under_fire
from tests.faults.town import town

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE: Final = 5
DAYS: Final = 3
CYCLES: Final = 5
"""Things that everybody says on a day."""


async def killed(
    folder: Path, seed: int, store: str = "", *, days: int = DAYS, cycles: int = CYCLES
) -> Figures:
    """Kill it with SIGKILL while it receives, decides, sends and ticks."""
    return await _fire(folder, seed, store, "kill -9", days, cycles, gently=False)


async def stopped(
    folder: Path, seed: int, store: str = "", *, days: int = DAYS, cycles: int = CYCLES
) -> Figures:
    """Ask it with SIGTERM to stop: then there is nothing in flight, so nothing may come twice."""
    return await _fire(folder, seed, store, "SIGTERM", days, cycles, gently=True)


async def _fire(
    folder: Path, seed: int, store: str, blow: str, days: int, cycles: int, *, gently: bool
) -> Figures:
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    async with town(folder, [Settler()] * PEOPLE, dice, store) as place:
        if store:
            place.be_patient()
        async with under_fire(place, dice, gently=gently) as reaper:
            for _ in range(days):
                await place.talk(cycles)
                owed = await place.due()
                reaper.moving()
                await place.meet(owed)
        figures = Figures().found(await place.judged()).reaped(reaper.tally, blow)
    if gently:
        figures.wrong["endings after 10 s"] = sum(took > 10 for took in reaper.tally.endings)
    return figures
