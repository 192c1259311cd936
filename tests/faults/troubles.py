"""Rounds of talk with a Telegram that is slow, refuses, breaks and cuts, whatever it is asked."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from bot.demo.telegram.faults import Broken, Late, Reset, Silence, TooMany
from tests.faults.figures import Figures
from tests.faults.people import Settler
from tests.faults.town import town
from tests.journeys.kill_life import Life

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.demo.telegram.faults import CallFault

PEOPLE: Final = 4
SLOW: Final = 0.05
"""Seconds that every answer takes."""
TROUBLE: Final[Mapping[CallFault, float]] = {
    TooMany(1): 0.03,
    Broken(): 0.03,
    Broken(502, taken=True): 0.02,
    Reset(): 0.03,
    Reset(taken=True): 0.02,
    Late(0.5): 0.05,
}
STRUCK: Final = ("getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery")
_UNSURE: Final = (Broken, Reset, Silence)


async def troubled(folder: Path, seed: int, *, cycles: int = 4) -> Figures:
    """Talk through it."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    async with town(folder, [Settler()] * PEOPLE, dice) as place:
        place.be_patient()
        place.tg.faults.latency = SLOW
        place.tg.faults.randomly(seed, TROUBLE, *STRUCK)
        life = Life(place.home)
        try:
            for _ in range(2):
                await place.talk(cycles)
                await place.meet(await place.due())
            await place.rest()
            place.tg.faults.clear()
            life.ask()
            assert await life.ended() == 0
        finally:
            life.kill()
        log = place.tg.faults.log
        place.ledger.in_flight += sum(
            done.method == "sendMessage" and isinstance(done.fault, _UNSURE) for done in log
        )
        return Figures().count(troubles=len(log)).found(await place.judged())
