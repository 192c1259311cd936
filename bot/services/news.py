"""News: a counselor changed what is planned, and the client reads once what is planned now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.ports import Timer, TimerKind
from bot.schedule.quiet import when_awake
from bot.screens import rhythm
from bot.services.engaged import QUEUED, engaged
from bot.services.replan import next_local, replan

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.visit import Visit

SOON: Final = timedelta(minutes=5)
"""How long a counselor may go on editing before the client is told of it all at once."""


async def changed(visit: Visit) -> None:
    """Plan anew after somebody else changed this client's plans, and let them be told of it."""
    await replan(visit)
    if visit.client.reachable:
        await _tell_at(visit, visit.now + SOON)


async def tell(visit: Visit) -> None:
    """Say what is planned now; not at night, and not in the middle of a check-in."""
    client = visit.client
    if not client.reachable:
        return
    if when_awake(visit.now, client.quiet, client.zoneinfo) > visit.now:
        await _tell_at(visit, visit.now)
    elif await engaged(visit):
        await _tell_at(visit, visit.now + QUEUED)
    else:
        plans = await visit.work.plans.of(client.id)
        await visit.shelf()
        await visit.show(
            rhythm.news(plans, await next_local(visit), visit.title, visit.today), quiet=True
        )


async def _tell_at(visit: Visit, at: datetime) -> None:
    client = visit.client
    awake = when_awake(at, client.quiet, client.zoneinfo)
    await visit.work.timers.set(Timer(f"news:{client.id}", client.id, TimerKind.NEWS, awake))
