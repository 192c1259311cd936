"""The running service: what starts in which order, what goes on, and how it all comes to rest."""

from __future__ import annotations

import asyncio
import gc
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from bot.errors import StoreError
from bot.knocking import Knocking
from bot.ports import TimerKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from bot.heart import Entrance, Heart
    from bot.ports import Timer
    from bot.safety.danger import Tier
    from bot.services.deliver import Deliver
    from bot.services.house import House
    from bot.services.tick import Tick
    from handlers.processor import Processor
    from handlers.web.health import Inside

log = structlog.get_logger(__name__)

KNOCK: Final = timedelta(seconds=1)
"""How often the scheduler asks what is due."""
RECOVER: Final = timedelta(seconds=15)
"""How often it asks what another process was sending when it died."""
GRACE: Final = 8.0
"""Seconds within which all that is in hand must be finished when the service stops."""
CUT: Final = 0.5
"""Seconds for what was cut short to end."""

COLLECT_AFTER: Final = 5_000
"""New objects after which Python looks for what nobody can reach; by itself, after 700."""


def spare_the_collector() -> None:
    """Let Python's garbage collector pass over all that is there, which stays for good.

    It went through every library again and again, for 9 % of the time (docs/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.collect()  # else it waits for garbage worth a quarter of what it saw the first time
    gc.set_threshold(COLLECT_AFTER)


@dataclass(frozen=True, slots=True)
class Service:
    """The service, as the demo and the command line see it."""

    house: House
    tick: Tick
    deliver: Deliver
    processor: Processor
    entrance: Entrance
    heart: Heart
    inside: Inside
    """Shows those who run it what goes on."""
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    """What must go on for as long as the service does."""

    async def knock(self) -> None:
        """Let everything due happen now, and send what waits."""
        well = False
        try:
            await self.tick.tick()
            well = True
        except StoreError as error:
            failed("tick", error)
        self.heart.knocked = time.monotonic()
        self.house.meters.knocked(well=well)
        self.deliver.wake()

    async def recover(self) -> None:
        """Decide on what was being sent by a process that died meanwhile."""
        try:
            await self.deliver.recover()
        except StoreError as error:
            failed("recovery", error)

    async def next_prompt(self) -> datetime | None:
        """Give when the next prompt of anybody is due; aware, UTC."""
        async with self.house.works() as work:
            return await work.timers.next_due(TimerKind.PROMPT)

    async def zone_of(self, chat: int) -> str | None:
        """Give the zone that a client or a counselor settled, for the demo's page."""
        async with self.house.works() as work:
            client = await work.clients.by_chat(chat)
            who = client or await work.counselors.by_chat(chat)
        return None if who is None else who.zone

    async def ended(self) -> None:
        """Wait until the service cannot go on; raises what ended it."""
        done, _ = await asyncio.wait(self.tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[None]:
    """Start in the order in which work flows, and stop in that order too, within `GRACE`."""
    await service.deliver.recover()
    await service.processor.start()
    await service.tick.start()
    knocking = Knocking({service.knock: KNOCK, service.recover: RECOVER})
    knocking.start()
    coming = asyncio.create_task(service.entrance.run(), name="entrance")
    sending = asyncio.create_task(service.deliver.run(), name="sending")
    service.tasks.extend((coming, sending))
    try:
        yield
    finally:
        left = _countdown(GRACE)
        knocking.pause()
        service.entrance.stop()
        await _over(coming, left())
        await service.processor.stop(left())
        await knocking.stop(left())
        service.deliver.stop()
        await _over(sending, left())


def failed(what: str, error: Exception) -> None:
    """Log that something failed: what it was, and what kind of error."""
    log.error("failed", what=what, error=type(error).__name__)


def caught(tier: Tier, rules: Sequence[str]) -> None:
    """Log that safety heard something: how soon help was shown, and the ids of the rules."""
    log.info("safety.caught", tier=tier.value, rules=list(rules))


def set_aside(update: int) -> None:
    """Log that an update failed too often; the inbox keeps it."""
    log.error("update.set_aside", update=update)


def timer_set_aside(timer: Timer) -> None:
    """Log that a timer failed too often; the store keeps it, and the next start tries it again."""
    log.error("timer.set_aside", timer=timer.id, kind=timer.kind.value)


def _countdown(seconds: float) -> Callable[[], float]:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    return lambda: max(0.0, end - loop.time())


async def _over(task: asyncio.Task[None], within: float) -> None:
    """Let it end by itself, else cancel it; `Service.ended` raises what it raised."""
    await asyncio.wait([task], timeout=within)
    if task.cancel():
        log.warning("cut_short", what=task.get_name())
        await asyncio.wait([task], timeout=CUT)
    if task.done() and not task.cancelled() and (error := task.exception()) is not None:
        log.error("ended", what=task.get_name(), error=type(error).__name__)
