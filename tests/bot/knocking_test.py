"""Knocking goes on whatever becomes of the machine's clock, one job at a time."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.knocking import Knocking

if TYPE_CHECKING:
    import pytest

OFTEN = timedelta(milliseconds=10)
SILENCE = timedelta(milliseconds=50)


class Jobs:
    """Two jobs that must never be at work together."""

    def __init__(self) -> None:
        self.came = asyncio.Event()
        self.together = False
        self._at_work = 0

    async def one(self) -> None:
        self._at_work += 1
        await asyncio.sleep(0.002)
        self.together |= self._at_work > 1
        self._at_work -= 1
        self.came.set()

    async def other(self) -> None:
        await self.one()

    async def again(self) -> None:
        self.came.clear()
        await self.came.wait()


async def test_a_clock_that_is_set_back_holds_nothing_up() -> None:
    jobs = Jobs()
    knocking = Knocking({jobs.one: OFTEN, jobs.other: OFTEN}, SILENCE)
    knocking.start()
    await jobs.again()
    for job in knocking._scheduler.get_jobs():  # what a clock set back by an hour comes to
        job.modify(next_run_time=datetime.now(UTC) + timedelta(hours=1))
    await jobs.again()
    await jobs.again()
    knocking.pause()
    await knocking.stop(1)
    assert not jobs.together


async def test_who_is_at_work_is_not_roused() -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def works() -> None:
        begun.set()
        await go.wait()

    knocking = Knocking({works: OFTEN}, OFTEN)
    knocking.start()
    await begun.wait()
    (job,) = knocking._scheduler.get_jobs()
    job.modify(next_run_time=(later := datetime.now(UTC) + timedelta(hours=1)))
    await asyncio.sleep(5 * OFTEN.total_seconds())
    (job,) = knocking._scheduler.get_jobs()
    assert job.next_run_time == later
    go.set()
    knocking.pause()
    await knocking.stop(1)


async def test_a_job_that_takes_long_comes_once_and_is_no_news(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, go, times = asyncio.Event(), asyncio.Event(), 0

    async def works() -> None:
        nonlocal times
        times += 1
        begun.set()
        await go.wait()

    knocking = Knocking({works: OFTEN})
    knocking.start()
    await begun.wait()
    await asyncio.sleep(10 * OFTEN.total_seconds())
    assert times == 1
    go.set()
    knocking.pause()
    await knocking.stop(1)
    assert [record.name for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_job_that_hangs_is_cut_short() -> None:
    begun = asyncio.Event()
    ended = asyncio.Event()

    async def hangs() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    knocking = Knocking({hangs: OFTEN})
    knocking.start()
    await begun.wait()
    knocking.pause()
    await knocking.stop(0.01)
    await ended.wait()
