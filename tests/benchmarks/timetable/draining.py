"""Prompts due at one minute: how late the last of them is, at what Telegram allows."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.demo.telegram import Person, Telegram, serve
from bot.services.deliver import Deliver
from bot.services.rates import Limits, Rates
from bot.services.tick import Tick
from handlers.application import make_bot
from handlers.courier import BotCourier
from handlers.transport import Transport
from tests.benchmarks.telegrams import TOKEN, now
from tests.benchmarks.timetable import seeding
from tests.benchmarks.timetable.figures import Drain
from tests.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.ports import Works
    from bot.services.house import House

PATIENCE: Final = 60.0
"""Seconds without a message, after which no more is waited for."""


class _Now:
    """The machine's own clock: what leaves when is what is measured."""

    def now(self) -> datetime:
        return now()


async def measure(house: House, works: Works, database: Path, count: int) -> Drain:
    """Let so many prompts be due now, and send them over HTTP as the service would."""
    telegram = Telegram(None, now, TOKEN)
    for number in range(count):
        telegram.world.keep_person(Person(seeding.FIRST_CHAT + number, "Ana", started=True))
    took: list[float] = []
    async with serve(telegram) as serving, Transport() as road:
        bot = make_bot(TOKEN, road, api_base_url=serving.base_url)
        deliver = Deliver(works, BotCourier(bot, KEYS), _Now(), house.report)
        waking = replace(house, clock=_Now(), wake=deliver.wake)
        with telegram.subscribe() as changes:
            due = datetime.now(UTC)
            met = seeding.meet(database, due, count)
            began = perf_counter()

            async def see() -> None:
                async for change in changes:
                    if change.kind == "message" and change.message is not None:
                        took.append(perf_counter() - began)
                        if len(took) == met:
                            return

            seeing = asyncio.create_task(see())
            sending = asyncio.create_task(deliver.run())
            await Tick(waking).tick()
            await _until(seeing, lambda: len(took))
            deliver.stop()
            await sending
    return _drain(met, 0.0, took, real=True)


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
    return _drain(count, spread.total_seconds(), late, real=False)


def _drain(due: int, spread: float, late: Sequence[float], *, real: bool) -> Drain:
    cuts = quantiles(late, n=100, method="inclusive")
    return Drain(
        due=due,
        spread_s=spread,
        real=real,
        seconds=max(late) if not spread else spread + late[-1],
        p50_s=cuts[49],
        p95_s=cuts[94],
        p99_s=cuts[98],
        worst_s=max(late),
        sent=len(late),
    )
