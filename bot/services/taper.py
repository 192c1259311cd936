"""Tapering: after ten weeks somebody is asked once whether fewer check-ins would do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.ports import Timer, TimerKind
from bot.schedule.quiet import when_awake
from bot.screens import helping, tapering
from bot.services.chosen import chosen
from bot.services.engaged import QUEUED, engaged
from bot.services.replan import fewer, next_local

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

TAPER: Final = "taper"
"""Under which the profile keeps from which day on it may be asked again, or that it is settled."""
SETTLED: Final = "settled"
WEEKS: Final = timedelta(weeks=10)
"""CONTENT.md has eight to twelve."""
NEAR: Final = timedelta(weeks=1)
"""The timer is set only when the day is near: most clients have none."""
MONTH: Final = timedelta(days=30)


async def arm(visit: Visit) -> None:
    """Let it be asked when its day has come, if that is near."""
    client, day = visit.client, _day(visit)
    if day is None or visit.now + NEAR < day:
        return
    at = when_awake(max(day, visit.now + QUEUED), client.quiet, client.zoneinfo)
    await visit.work.timers.set(Timer(f"taper:{client.id}", client.id, TimerKind.TAPER, at))


async def offer(visit: Visit) -> None:
    """Ask; not at night, not in the middle of a check-in, and nobody who asked for quiet."""
    client, day = visit.client, _day(visit)
    if day is None or not client.reachable or await next_local(visit) is None:
        return
    awake = when_awake(visit.now, client.quiet, client.zoneinfo)
    if awake > visit.now or visit.now < day or await engaged(visit):
        await arm(visit)
        return
    await _settle(visit, SETTLED)
    await visit.show(tapering.ask(), quiet=True)


async def answer(visit: Visit, pressed: Pressed) -> None:
    """Do what is wished."""
    await chosen(visit, pressed.tapped, pressed.message)
    if pressed.argument == "half":
        await fewer(visit)
        await visit.show(helping.fewer(await next_local(visit)))
    elif pressed.argument == "month":
        await _settle(visit, (visit.today + MONTH).isoformat())
        await visit.show(tapering.later())
    else:
        await visit.show(tapering.stays())


async def _settle(visit: Visit, word: str) -> None:
    await visit.change(profile={**visit.client.profile, TAPER: word})


def _day(visit: Visit) -> datetime | None:
    """Give from when on it may be asked; None: never again."""
    client = visit.client
    word = client.profile.get(TAPER)
    if word == SETTLED:
        return None
    if word is None:
        return (client.enrolled_at or client.created_at) + WEEKS
    day = date.fromisoformat(word)
    return datetime(day.year, day.month, day.day, tzinfo=client.zoneinfo)
