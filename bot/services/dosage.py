"""How much of it: pausing, and *this isn't helping*; each answer changes something at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.schedule.wall import day_starts
from bot.screens import helping, pause
from bot.screens.screen import Screen, screen
from bot.services.chosen import chosen
from bot.services.replan import fewer, next_local, replan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.conversation import Conversation
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

PAUSES: Final[Mapping[str, timedelta | None]] = {
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
    "open": None,
}


async def pause_for(visit: Visit, pressed: Pressed) -> None:
    """Make it quiet for as long as the key says, and say until when that is."""
    if pressed.argument not in PAUSES:
        return
    await chosen(visit, pressed.tapped, pressed.message)
    if visit.client.standing is Standing.STOPPED:
        await visit.show(screen("stop.already"))
        return
    until = await _quiet_for(visit, PAUSES[pressed.argument])
    day = None if until is None else until.astimezone(visit.client.zoneinfo).date()
    await visit.show(pause.done(day))


async def pause_until(visit: Visit, conversation: Conversation) -> None:
    """Make it quiet until the day that was named: that day, prompts come again."""
    answer = conversation.answers["day"]
    day = _day(answer.text or answer.options[0], visit.today)
    if visit.client.standing is Standing.STOPPED:
        await visit.show(screen("stop.already"))
    elif day <= visit.today:
        await visit.show(pause.past())
    else:
        await _quiet_until(visit, day_starts(day, visit.client.zoneinfo))
        await visit.show(pause.done(day))


def _day(answer: str, today: date) -> date:
    """Read a date, or a number of weeks from now: `4w`."""
    weeks, unit, _ = answer.partition("w")
    return today + timedelta(weeks=int(weeks)) if unit else date.fromisoformat(answer)


async def helping_with(visit: Visit, pressed: Pressed) -> None:
    """Change something at once for somebody who says that this isn't helping."""
    await chosen(visit, pressed.tapped, pressed.message)
    await visit.show(await _changed(visit, pressed.argument))


async def _changed(visit: Visit, what: str) -> Screen:
    if what not in helping.WHAT:
        return helping.ask()
    if visit.client.standing is Standing.STOPPED:
        return screen("stop.already")
    if what == "too-often":
        await fewer(visit)
        return helping.fewer(await next_local(visit))
    if what == "wrong":
        await _quiet_for(visit, None)
        return screen("helping.resting")
    await _quiet_for(visit, PAUSES["week"])
    return screen("helping.quiet")


async def _quiet_for(visit: Visit, span: timedelta | None) -> datetime | None:
    """Make it quiet for so long, or until the client says; give when that ends, in UTC."""
    return await _quiet_until(visit, None if span is None else visit.now + span)


async def _quiet_until(visit: Visit, until: datetime | None) -> datetime | None:
    """Make it quiet until an instant, or until the client says."""
    await visit.change(standing=Standing.PAUSED, paused_until=until)
    await replan(visit)
    if until is not None:
        # A timer of its own for each pause: an earlier one that still rings ends nothing.
        id_ = f"resume:{visit.client.id}:{int(until.timestamp())}"
        await visit.work.timers.set(Timer(id_, visit.client.id, TimerKind.RESUME, until))
    return until
