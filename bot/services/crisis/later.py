"""Later: ten minutes without a word, and the next day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot import course
from bot.episode import Mark
from bot.message import Purpose
from bot.ports import Timer, TimerKind
from bot.schedule.quiet import when_awake
from bot.screens import crisis_talk
from bot.services.briefing.evening import note_knock
from bot.services.crisis import episodes
from bot.services.crisis.here import here
from bot.services.engaged import QUEUED, engaged

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.visit import Visit

GOOD_FOR: Final = timedelta(hours=12)
"""How long the question of the next day is worth sending."""


async def watch(visit: Visit) -> None:
    """Let ten minutes of silence, and the next day, be noticed from now on."""
    client = visit.client
    silent = Timer(_silence(visit), client.id, TimerKind.NO_REPLY, visit.now + course.SILENCE)
    await visit.work.timers.set(silent)
    await _ask_at(visit, course.next_day(client, visit.now))


async def came(visit: Visit) -> None:
    """Note that something came: there is no silence."""
    await visit.work.timers.done(_silence(visit))


async def left_alone(visit: Visit) -> None:
    """Ask nothing the next day: they want to be left alone."""
    await visit.work.timers.done(_next_day(visit))


async def silent(visit: Visit) -> None:
    """Show the number once more, and let that join the alert."""
    episode, _ = await episodes.current(visit)
    if episode is None:
        return
    await episodes.note(visit, episode, Mark.SILENT)
    if visit.client.gone_at is None:
        place = await here(visit)
        shown = crisis_talk.silent(episode.danger, place, discreet=visit.client.discreet)
        await visit.show(shown, purpose=Purpose.CRISIS)


async def next_day(visit: Visit) -> None:
    """Ask how they are now; not at night, and not in the middle of a check-in."""
    client = visit.client
    episode, _ = await episodes.current(visit)
    if episode is None or client.gone_at is not None:
        return
    awake = when_awake(visit.now, client.quiet, client.zoneinfo)
    if awake > visit.now:
        await _ask_at(visit, awake)
    elif not client.held and await engaged(visit):
        await _ask_at(visit, visit.now + QUEUED)
    else:
        await episodes.note(visit, episode, Mark.NEXT_DAY)
        await note_knock(visit)
        until = visit.now + GOOD_FOR
        shown = crisis_talk.next_day(episode)
        await visit.show(shown, purpose=Purpose.PROMPT, expires_at=until)


async def _ask_at(visit: Visit, at: datetime) -> None:
    timer = Timer(_next_day(visit), visit.client.id, TimerKind.NEXT_DAY, at)
    await visit.work.timers.set(timer)


def _silence(visit: Visit) -> str:
    return f"no-reply:{visit.client.id}"


def _next_day(visit: Visit) -> str:
    return f"next-day:{visit.client.id}"
