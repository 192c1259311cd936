"""Rounds with several processes on one PostgreSQL: they claim side by side, and one is frozen."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from bot.opening import open_store
from tests.faults.books import IN_FLIGHT, ask, lapse, one
from tests.faults.figures import Figures
from tests.faults.people import Settler
from tests.faults.server import a_server
from tests.faults.town import town
from tests.journeys.kill_life import Life

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.town import Town
    from tests.journeys.kill_life import Home

ROWS: Final = 10_000
PROCESSES: Final = 4
PEOPLE: Final = 4
_LEASE: Final = timedelta(minutes=2)
_BATCH: Final = 50
_UP: Final = 60.0
_STILL: Final = """SELECT count(*) = 0 FROM pg_stat_activity
WHERE state = 'active' AND pid != pg_backend_pid()"""


async def claiming(folder: Path, seed: int, *, rows: int = ROWS) -> Figures:
    """Let four processes claim what is due at one instant, each as fast as it can."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    with a_server() as server:
        async with town(folder, [Settler()], dice, server.new()) as place:
            await ask(place.home, _due(place, rows))
            began = time.monotonic()
            lives = [Life(place.home, claim) for _ in range(PROCESSES)]
            try:
                for life in lives:
                    assert await life.ended(300) == 0, "A process failed: see the log"
            finally:
                for life in lives:
                    life.kill()
            figures = Figures().tell("claiming", time.monotonic() - began)
            left = await one(place.home, "SELECT count(*) FROM timers WHERE id LIKE 'due:%'")
    claimed: Counter[str] = Counter()
    for file in sorted(folder.glob("claimed-*")):  # noqa: ASYNC240 - nothing else is to be done
        lines = file.read_text("ascii").split()
        claimed.update(lines)
        figures.counts["processes that claimed"] += bool(lines)
    figures.count(rows=claimed.total())
    figures.wrong["rows claimed twice"] = sum(many > 1 for many in claimed.values())
    figures.wrong["rows left"] = left + rows - len(claimed)
    return figures


async def claim(home: Home) -> None:
    """Claim and do what is due until nothing is, and write down what that was."""
    store = open_store(home.config)
    with (home.folder / f"claimed-{os.getpid()}").open("a", encoding="ascii") as out:
        while True:
            async with store.works() as work:
                timers = await work.timers.claim(home.clock.now(), _BATCH, _LEASE)
            if not timers:
                break
            async with store.works() as work:
                done = [timer.id for timer in timers if await work.timers.done(timer.id)]
            out.writelines(f"{id_}\n" for id_ in done)
    await store.close()


async def frozen(folder: Path, seed: int, *, times: int = 3) -> Figures:
    """Freeze one of two replicas past all its leases, and wake it when the other took over."""
    dice = Random(seed)  # noqa: S311 - as above
    figures = Figures()
    with a_server() as server:
        async with town(folder, [Settler()] * PEOPLE, dice, server.new(), alone=False) as place:
            place.be_patient()
            place.ledger.wakes = True
            lives = [Life(place.home) for _ in range(2)]
            try:
                await place.talk(1)
                for nth in range(times):
                    await _freeze(place, lives[nth % 2], dice, figures)
                await place.rest()
                for life in lives:
                    life.ask()
                    code = await life.ended(_UP)
                    assert code == 0, f"A replica ended with {code}: see the log"
            finally:
                for life in lives:
                    life.kill()
            return figures.found(await place.judged())


async def _freeze(place: Town, life: Life, dice: Random, figures: Figures) -> None:
    talking = asyncio.create_task(place.talk(1))
    await asyncio.sleep(dice.uniform(0, 1))
    os.kill(life.pid, signal.SIGSTOP)
    try:
        while not await one(place.home, _STILL):
            pass  # what it asked for last is still being done
        place.ledger.in_flight += await one(place.home, IN_FLIGHT)
        await lapse(place.home)
        gone = time.monotonic()
        await place.up()
        figures.tell("polled again", time.monotonic() - gone)
        await talking
        await place.meet(await place.due())
    finally:
        os.kill(life.pid, signal.SIGCONT)
    figures.counts["freezes"] += 1
    await place.talk(1)


def _due(place: Town, rows: int) -> str:
    client = f"{place.people[0].id:032x}"
    at = place.home.clock.now() - timedelta(hours=1)
    return (
        "INSERT INTO timers (id, client, kind, due_at) "  # noqa: S608 - values of our own
        f"SELECT 'due:' || n, '{client}', 'lapse', '{at.isoformat()}' "
        f"FROM generate_series(1, {rows}) AS n"
    )
