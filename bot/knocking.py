"""Knocking: what the scheduler does again and again, one at a time, whatever the clock does."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    Job = Callable[[], Awaitable[None]]

SILENCE: Final = timedelta(seconds=5)
"""So long after the last job the scheduler is roused, unless one is at work."""


class Knocking:
    """Jobs that come at their own pace, and never two of them at once."""

    def __init__(self, jobs: Mapping[Job, timedelta], silence: timedelta = SILENCE) -> None:
        """Take each job with how often it comes."""
        self._jobs = jobs
        self._silence = silence.total_seconds()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._working = asyncio.Lock()
        self._worked = time.monotonic()
        self._begun: set[Job] = set()
        self._rousing: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; each job comes first when its time is over once."""
        for nth, (job, every) in enumerate(self._jobs.items()):
            # the second only sees that the first is at it; of none to spare the log would be told
            how = {"misfire_grace_time": None, "coalesce": True, "max_instances": 2}
            seconds = every.total_seconds()
            self._scheduler.add_job(
                self._alone, "interval", (job,), id=str(nth), seconds=seconds, **how
            )
        self._scheduler.start()
        self._rousing = asyncio.create_task(self._rouse(), name="rousing")

    def pause(self) -> None:
        """Begin no job any more."""
        if self._rousing is not None:
            self._rousing.cancel()
        self._scheduler.pause()

    async def stop(self, within: float) -> None:
        """Let the job in hand be finished within so many seconds; it is cut short then.

        Cut short, a knock's work is taken up at the next start.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._working.acquire(), within)
        self._scheduler.shutdown(wait=False)

    async def _alone(self, job: Job) -> None:
        if job in self._begun:
            return
        self._begun.add(job)
        try:
            async with self._working:
                await job()
        finally:
            self._worked = time.monotonic()
            self._begun.discard(job)

    async def _rouse(self) -> None:
        """Set every job's time anew where none comes any more.

        The scheduler goes by the machine's clock: were that set back by an hour, it would wait one.
        """
        while True:
            await asyncio.sleep(self._silence)
            silent = time.monotonic() - self._worked >= self._silence
            if silent and not self._working.locked():
                for nth, every in enumerate(self._jobs.values()):
                    seconds = every.total_seconds()
                    self._scheduler.reschedule_job(str(nth), trigger="interval", seconds=seconds)
