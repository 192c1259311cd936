"""Leading: of all processes on one store one polls, while it holds the lease; the others stand by.

Whoever stands by does all else: it ticks, sends and handles, and polls once the lease has lapsed.
A poller that was frozen meanwhile keeps nothing when it wakes: each batch is kept only while its
number is still the newest. With the store out of reach it polls on all the same, so that whoever
writes is shown people to call; should another have taken over, the first conflict ends that.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

import structlog

from bot.errors import Fenced
from bot.services.readiness import Door
from handlers.conflicts import BORNE, FetchedElsewhere
from handlers.stopping import Stopped, StopSign

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from handlers.polling import Poller

log = structlog.get_logger(__name__)

ALONE: Final = 0
"""The number of whoever has the store to itself."""
GIVING_BACK: Final = 1.0
"""Seconds that a store may take over it; it lapses by itself all the same."""


class Lease(Protocol):
    """What one process may hold."""

    @property
    def lasting(self) -> timedelta:
        """How long it is held without being prolonged."""
        ...

    async def acquire(self) -> int | None:
        """Take or prolong it; give its fencing number, or None if another process holds it."""
        ...

    async def release(self) -> None:
        """Give it back."""
        ...


class Alone:
    """The lease of a process that has its store to itself."""

    lasting = timedelta(minutes=1)

    async def acquire(self) -> int:
        """Take it."""
        return ALONE

    async def release(self) -> None:
        """Give it back to nobody."""


class Leading:
    """Polls while it leads.

    `make` gives a poller for a number, which asks `bears` how many conflicts it waits out. `before`
    is done each time before it polls: it takes a webhook away. `sleep` takes seconds.
    """

    def __init__(
        self,
        lease: Lease,
        make: Callable[[int, Callable[[], int]], Poller],
        before: Callable[[], Awaitable[None]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._lease = lease
        self._make = make
        self._before = before
        self._sleep = sleep
        self._beat = lease.lasting.total_seconds() / 4
        self._prolonged = time.monotonic()
        self._poller: Poller | None = None
        self._polled: datetime | None = None
        self._sign = StopSign()

    @property
    def door(self) -> Door:
        """Whether this process polls."""
        return Door.STANDING_BY if self._poller is None else Door.POLLING

    @property
    def polled(self) -> datetime | None:
        """When a poll was last completed here; aware, UTC."""
        return (self._poller and self._poller.last_completed) or self._polled

    async def run(self) -> None:
        """Poll or stand by until stopped.

        Raises:
            FetchedElsewhere: somebody who shares no lease with us fetches this bot's updates.
            ConfigError: Telegram does not know this token any more.

        """
        try:
            with suppress(Stopped):
                while True:
                    number = await self._sign.unless_up(self._ask())
                    if number is not None:
                        await self._lead(number)
                    await self._sign.unless_up(self._sleep(self._beat))
        finally:
            await self._give_back()

    def stop(self) -> None:
        """End the pending poll at once; a batch being kept is kept first."""
        self._sign.put_up()
        if self._poller is not None:
            self._poller.stop()

    async def _lead(self, number: int) -> None:
        log.info("polling.leads", number=number)
        poller = self._poller = self._make(number, self._bears)
        heart = asyncio.create_task(self._prolong(number, poller))
        try:
            await self._sign.unless_up(self._before())
            await poller.run()
        except Fenced:
            log.warning("polling.fenced", number=number)
        except FetchedElsewhere:
            if not self._lapsed:
                raise
        finally:
            heart.cancel()
            await asyncio.wait([heart])
            self._polled = self.polled
            self._poller = None
            log.info("polling.stands_by", number=number)

    async def _prolong(self, number: int, poller: Poller) -> None:
        """Hold the lease; if another has it, let the poller end."""
        while True:
            await self._sleep(self._beat)
            if await self._ask(otherwise=number) != number:
                poller.stop()
                return

    async def _ask(self, otherwise: int | None = None) -> int | None:
        """Ask for the lease; a store that does not answer leaves things as they are."""
        asked = time.monotonic()
        try:
            async with asyncio.timeout(self._beat):
                number = await self._lease.acquire()
        except Exception as error:  # noqa: BLE001 - for whatever reason, the store is away
            log.warning("polling.unleased", error=type(error).__name__)
            return otherwise
        if number is not None:
            self._prolonged = asked  # from then on it lasts at least
        return number

    @property
    def _lapsed(self) -> bool:
        return time.monotonic() - self._prolonged >= self._lease.lasting.total_seconds()

    def _bears(self) -> int:
        return 1 if self._lapsed else BORNE

    async def _give_back(self) -> None:
        try:
            async with asyncio.timeout(GIVING_BACK):
                await self._lease.release()
        except Exception as error:  # noqa: BLE001 - then it lapses
            log.warning("polling.kept_lease", error=type(error).__name__)
