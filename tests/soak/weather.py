"""The weather: what goes wrong with Telegram at random, all of it by seed."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING, Final

from bot.demo.telegram.faults import (
    Broken,
    Duplicate,
    Late,
    Malformed,
    OutOfOrder,
    Reset,
    Silence,
    TooMany,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.demo.telegram.faults import CallFault, Faults

CALLS: Final[Mapping[CallFault, float]] = {
    TooMany(1): 0.002,  # each holds everything back for its second
    Broken(502): 0.01,
    Broken(500, taken=True): 0.005,
    Reset(): 0.01,
    Reset(taken=True): 0.005,
    Late(0.5): 0.03,
    Silence(): 0.0005,
    Silence(taken=True): 0.0005,
}
"""How likely each is to happen to a call."""
METHODS: Final = ("getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery")
BATCHES: Final = (Duplicate(), OutOfOrder(), Malformed())
NOW_AND_THEN: Final = (1.0, 6.0)
"""Seconds between two batches of updates that are tampered with."""


async def blow(faults: Faults, seed: int) -> None:
    """Let it go wrong until cancelled."""
    chance = Random(seed)  # noqa: S311 - reproducible trouble, no secret
    faults.randomly(seed, CALLS, *METHODS)
    try:
        while True:
            await asyncio.sleep(chance.uniform(*NOW_AND_THEN))
            faults.plan(chance.choice(BATCHES), times=chance.randint(1, 3))
    finally:
        faults.clear()
