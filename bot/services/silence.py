"""A silence: two weeks in which nothing comes from a client, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.care import SILENT, Share, Silence, silent_from
from bot.ports import Timer, TimerKind
from bot.services.counsel import silences

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.visit import Visit


async def count_anew(visit: Visit) -> None:
    """Count a silence from now on, if the counselor is to hear of one."""
    care = await visit.work.cares.of(visit.client.id)
    if care is not None and care.silence is Silence.TELL:
        await _look_at(visit, visit.now + SILENT)


async def silent(visit: Visit) -> None:
    """Let the counselor be told of a silence, if the client wants that; never the client.

    Who paused or stopped has not gone quiet: they said so, and the counselor sees it. Of who
    blocked the bot nothing is told either, or the three could be told apart.
    """
    client = visit.client
    care = await visit.work.cares.of(client.id)
    if care is None or care.silence is not Silence.TELL or not care.lets(Share.TAKING_PART):
        return
    at = silent_from(care, client)
    if visit.now < at:
        await _look_at(visit, at)
    elif client.here:
        await silences.told(visit, care)


async def _look_at(visit: Visit, at: datetime) -> None:
    id_, client = f"silence:{visit.client.id}", visit.client.id
    await visit.work.timers.set(Timer(id_, client, TimerKind.SILENCE, at))
