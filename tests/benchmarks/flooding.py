"""A flood: one chat sends thousands while others write now and then, who should hardly notice."""

from __future__ import annotations

import asyncio
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from tests.benchmarks.person import PATIENCE
from tests.benchmarks.settings import store
from tests.benchmarks.small import Flooding
from tests.benchmarks.telegrams import served

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.benchmarks.crowd import Crowd
    from tests.benchmarks.person import Person

OTHERS: Final = 20
PACE: Final = 500.0
"""Messages a second that the flood brings; Telegram's own clients send one or two."""
NOW_AND_THEN: Final = (0.3, 0.9)
"""Seconds between what one of the others reads and what they write next."""
TOLD: Final = "more than I can read"


async def measure(folder: Path, messages: int) -> Flooding:
    """Let others write for as long as the flood will take, and once more during the flood."""
    async with served("stillwater_worker", OTHERS + 1, "--budget", "own", *store(folder)) as (
        crowd,
        bot,
    ):
        flooder, *others = crowd.people
        for other in others:
            await other.telegram.say(other.id, "hello")
        await asyncio.gather(*map(_hear, others))
        seconds = messages / PACE
        quiet = await _writing(others, seconds)
        before = (await bot.ask("usage"))["resident"]
        flood = asyncio.create_task(_flood(flooder, messages))
        flooded = await _writing(others, seconds)
        await flood
        await _settled(crowd, flooder)
        shown = [message.text for message in flooder.telegram.chat(flooder.id) if message.from_bot]
        return Flooding(
            messages=messages,
            others=OTHERS,
            quiet_p50_ms=_cut(quiet, 50),
            quiet_p99_ms=_cut(quiet, 99),
            p50_ms=_cut(flooded, 50),
            p99_ms=_cut(flooded, 99),
            written=len(flooded),
            answered=sum(TOLD not in text for text in shown),
            told=sum(TOLD in text for text in shown),
            grown_mib=((await bot.ask("usage"))["resident"] or 0) - (before or 0),
        )


async def _flood(flooder: Person, messages: int) -> None:
    began = perf_counter()
    for number in range(messages):
        await flooder.telegram.say(flooder.id, f"and another thing, number {number}")
        ahead = (number + 1) / PACE - (perf_counter() - began)
        await asyncio.sleep(max(0.0, ahead))


async def _writing(others: Sequence[Person], seconds: float) -> Sequence[float]:
    """Let each write for so long, never before they were answered; give how long each waited."""
    until = perf_counter() + seconds
    took = await asyncio.gather(
        *(_one(other, until, Random(number)) for number, other in enumerate(others))  # noqa: S311 - when somebody writes is no secret
    )
    return [one for each in took for one in each]


async def _one(other: Person, until: float, chance: Random) -> list[float]:
    took: list[float] = []
    while not took or perf_counter() < until:
        await asyncio.sleep(chance.uniform(*NOW_AND_THEN))
        while not other.heard.empty():  # an answer may have had two parts
            other.heard.get_nowait()
        began = perf_counter()
        await other.telegram.say(other.id, "still here")
        took.append(await _hear(other) - began)
    return took


async def _hear(person: Person) -> float:
    async with asyncio.timeout(PATIENCE):
        _, shown = await person.heard.get()
    return shown


async def _settled(crowd: Crowd, flooder: Person) -> None:
    """Wait until the flooder has had every answer there will be."""
    before = -1
    while before != flooder.replies:
        before = flooder.replies
        await crowd.rest()
        await asyncio.sleep(1)


def _cut(took: Sequence[float], percent: int) -> float:
    return quantiles(took, n=100, method="inclusive")[percent - 1] * 1000
