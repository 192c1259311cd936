"""Prompts due at one minute, sent by the service over HTTP to a pretend Telegram."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.demo.telegram import Person, Telegram, serve
from bot.services.rates import Limits, Rates
from tests.benchmarks.telegrams import TOKEN, now
from tests.benchmarks.timetable import seeding
from tests.benchmarks.timetable.figures import Drain
from tests.benchmarks.worker import worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.stores import Store

PATIENCE: Final = 60.0
"""Seconds without a message, after which no more is waited for."""


async def measure(place: Store, count: int, *, limits: str) -> Drain:
    """Let so many prompts be due now, in a copy of a store whose clients have had none yet.

    `limits` are Telegram's `own`, or they are `lifted`.
    """
    url = await place.copy("drain")
    telegram = Telegram(None, now, TOKEN)
    for number in range(count):
        telegram.world.keep_person(Person(seeding.FIRST_CHAT + number, "Ana", started=True))
    took: list[float] = []
    said = ("--limits", limits, str(place.folder), url)
    await seeding.rest(url)
    async with serve(telegram) as serving:
        with telegram.subscribe() as changes:
            async with worker("stillwater_worker", *said, serving.base_url, TOKEN) as bot:
                met = await seeding.meet(url, datetime.now(UTC), count)
                began = perf_counter()

                async def see() -> None:
                    async for change in changes:
                        if change.kind == "message" and change.message is not None:
                            took.append(perf_counter() - began)
                            if len(took) == met:
                                return

                cpu, beside = (await bot.ask("usage"))["cpu"], place.spent()
                await _until(asyncio.create_task(see()), lambda: len(took))
                spent = (await bot.ask("usage"))["cpu"] - cpu, place.spent() - beside
    return drain(met, 0.0, took, cpu_ms=sum(spent) * 1000 / met)


async def _until(done: asyncio.Task[None], count: Callable[[], int]) -> None:
    """Wait until it is done, or nothing has come for long."""
    before = -1
    while not done.done() and before < count():
        before = count()
        await asyncio.wait([done], timeout=PATIENCE)
    done.cancel()


def reckon(count: int, spread: timedelta) -> Drain:
    """Reckon the same with the limits alone, the prompts spread evenly over so long."""
    limits, start = Limits(), datetime(2026, 3, 2, tzinfo=UTC)
    rates, at, late = Rates(limits, start), start, []
    for number in range(count):
        due = start + spread * number / count
        at = max(at, due)
        while not rates.room(at):
            at += rates.opens(at) or timedelta(milliseconds=1)
        rates.take(at)
        late.append((at - due).total_seconds())
    return drain(count, spread.total_seconds(), late, cpu_ms=0)


def drain(due: int, spread: float, late: Sequence[float], cpu_ms: float) -> Drain:
    """Put together what is told of a drain."""
    cuts = quantiles(late, n=100, method="inclusive")
    return Drain(
        due=due,
        spread_s=spread,
        seconds=max(late) if not spread else spread + late[-1],
        p50_s=cuts[49],
        p95_s=cuts[94],
        p99_s=cuts[98],
        worst_s=max(late),
        sent=len(late),
        cpu_ms=cpu_ms,
    )
