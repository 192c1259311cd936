"""The watch: how much waits and since when, asked of the store seldom, and never for long.

Whoever looks in may look often, or at the same time as others: they are told what was seen last.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bot.alerting.ladder import going
from bot.alerting.standing import standing
from bot.errors import KeyProblem, StoreError
from bot.ports import Waits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from datetime import datetime

    from bot.episode import Entry
    from bot.ports import Clock, Depths, Work, Works

EVERY: Final = 5.0
"""Seconds for which what was seen is good enough."""
WITHIN: Final = 2.0
"""Seconds in which the store must answer."""
READ: Final = 200
"""Open episodes whose histories are read, the oldest first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in the store."""

    depths: Depths
    alerts: Waits
    """Alerts until somebody has reached the client."""
    unattended: Waits
    """Those of them that nobody is on."""
    reigns: datetime | None = None
    """Since when the newest master key does; aware, UTC."""


@dataclass(slots=True)
class Watch:
    """Looks at the store."""

    works: Works
    clock: Clock
    reigns: Callable[[], Awaitable[datetime | None]] | None = None
    """Says since when the newest master key does."""
    every: float = EVERY
    within: float = WITHIN
    _task: asyncio.Task[Seen | str] | None = field(init=False, default=None)
    _begun: float = field(init=False, default=0.0)

    async def look(self) -> Seen | str:
        """Give what is seen; what ails the store, in the operator's words, where nothing is.

        A look that takes too long is not waited for, nor cut short: the next asks what came of it.
        """
        now = asyncio.get_running_loop().time()
        task = self._task
        if task is None or (task.done() and now - self._begun >= self.every):
            task = self._task = asyncio.create_task(self._look(), name="look")
            self._begun = now
        await asyncio.wait([task], timeout=self.within)
        if task.done():
            return task.result()
        waited = asyncio.get_running_loop().time() - self._begun
        return f"the database has not answered for {waited:.0f} s"

    async def _look(self) -> Seen | str:
        try:
            reigns = None if self.reigns is None else await self.reigns()
            async with self.works() as work:
                depths = await work.gauges.read(self.clock.now())
                return replace(await _seen(work, depths), reigns=reigns)
        except (StoreError, KeyProblem) as error:
            return str(error)


async def _seen(work: Work, depths: Depths) -> Seen:
    """Read the alerts too, of which there are none mostly."""
    if not depths.episodes.many:
        return Seen(depths, Waits(), Waits())
    histories = await work.episodes.going_on(READ)
    open_ = [(history, standing(history)) for history in histories]
    alerts = [history for history, stands in open_ if stands.open]
    unattended = [history for history, stands in open_ if stands.open and stands.holder is None]
    return Seen(depths, _waits(alerts), _waits(unattended))


def _waits(alerts: Iterable[Sequence[Entry]]) -> Waits:
    began: list[datetime] = [going(history)[0].at for history in alerts]
    return Waits(len(began), min(began, default=None))
