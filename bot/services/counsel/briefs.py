"""Briefs at the counselor's: brought, read and answered with one tap, copied, opened again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.brief import Brief, BriefId, Part
from bot.care import Share
from bot.counsel import brief as reading
from bot.counsel import brief_screens as screens
from bot.counsel.telling import numbers
from bot.counsel.working import next_working
from bot.interview.parts import LIMIT, units
from bot.looks import Seen
from bot.message import Purpose
from bot.pictures.chart import progress
from bot.ports import Timer, TimerKind
from bot.schedule.quiet import when_awake
from bot.screens.lines import below
from bot.screens.screen import Screen, line, screen
from bot.services.counsel import brief_chart, cards, seeing
from bot.services.counsel.call import NOTICE, Call
from bot.services.engaged import QUEUED, engaged

if TYPE_CHECKING:
    from datetime import datetime

    from bot.care import Care
    from bot.counsel.matter import Matter
    from bot.interview.turn import Line
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

SAID: Final = {"first": "brief.said-first", "thanks": "brief.said-thanks"}
"""What a client reads of how the counselor answered."""


async def bring(visit: Visit, care: Care, brief: Brief, matter: Matter, *, replaces: bool) -> None:
    """Show a brief to the counselor it is for; outside their hours without a sound."""
    counselor = await visit.work.counselors.get(brief.counselor)
    coming = care.next_session(visit.now)
    if counselor is None or coming is None:
        return
    call = Call(visit.house, visit.work, counselor, visit.now)
    call.saw(Seen.BRIEF, brief.client)

    def say(one: Line) -> str:
        return visit.house.voice.say([one], call.locale, visit.today)

    short = reading.short(matter, brief.parts, say)
    at = coming.instant.astimezone(call.zone)
    shown = screens.comes(care, brief, short.lines, at, newer=replaces, cut=short.cut)
    off = next_working(counselor.hours, call.zone, visit.now) > visit.now
    await call.show(shown, purpose=Purpose.DIGEST, quiet=off)
    drawing = brief_chart.chart(matter, brief.parts, say)
    if drawing is not None:
        caption = Screen((below(numbers(matter)), line(NOTICE)))
        picture = visit.picture(progress, drawing)
        await call.show(caption, purpose=Purpose.DIGEST, quiet=True, picture=picture)


async def thanks(call: Call, pressed: Pressed) -> None:
    """Note that it was read, and let the client know."""
    await _read(call, pressed, "thanks")


async def first(call: Call, pressed: Pressed) -> None:
    """Note that it was read, and that their first point comes first."""
    await _read(call, pressed, "first")


async def copy(call: Call, pressed: Pressed) -> None:
    """Give it as plain text, below."""
    found = await _theirs(call, pressed)
    if found is not None:
        call.copied = True
        await call.show(screens.chart(found[2], call.zone))


async def whole(call: Call, pressed: Pressed) -> None:
    """Give all of it, below, as it was sent."""
    found = await _theirs(call, pressed)
    if found is not None:
        await call.show(screens.again(found[0], found[2], call.zone))


async def tell(visit: Visit, timer: Timer) -> None:
    """Tell the client that it was read, once they are awake and free."""
    _, how, id_ = timer.id.split(":")
    brief = await visit.work.briefs.get(BriefId(id_))
    care = await visit.work.cares.of(visit.client.id)
    if brief is not None and care is not None:
        await _tell(visit, care, brief, how)


async def _tell(visit: Visit, care: Care, brief: Brief, how: str) -> None:
    """Tell it signed: not at night, not in the middle of a check-in, and not after a handover."""
    client = visit.client
    if care.counselor != brief.counselor or not client.reachable:
        return
    awake = when_awake(visit.now, client.quiet, client.zoneinfo)
    if awake > visit.now:
        await _tell_at(visit, how, brief, awake)
    elif await engaged(visit):
        await _tell_at(visit, how, brief, visit.now + QUEUED)
    else:
        counselor = await visit.work.counselors.get(brief.counselor)
        if counselor is not None:
            await visit.show(screen(SAID[how], counselor=counselor.name))


async def _read(call: Call, pressed: Pressed, how: str) -> None:
    """Keep when it was read and answer once; one that is replaced is not answered any more."""
    found = await _theirs(call, pressed)
    if found is None:
        return
    care, visit, brief = found
    newest = await cards.last_brief(care, visit)
    if newest is not None and newest.id != brief.id:
        call.blink(line("brief.outdated"))
    elif brief.read_at is not None:
        call.blink(line("brief.read-already"))
    elif how == "thanks" or Part.AGENDA in brief.parts:
        await call.work.briefs.put(replace(brief, read_at=call.now))
        await _answered(call, brief, pressed)
        if visit.client.reachable:
            await _tell(visit, care, brief, how)
        else:
            await call.show(screen("brief.untold-read"))


async def _answered(call: Call, brief: Brief, pressed: Pressed) -> None:
    """Write the answer under the brief; the keys that still mean something stay."""
    shown, cut = pressed.tapped.text, pressed.argument.endswith(".cut")
    _, keys = call.house.voice.screen(
        replace(screen("late.turn"), keys=screens.after(brief, cut=cut)), call.locale, call.today
    )
    choice = call.text(line("chosen", choice=pressed.tapped.label))
    said = f"{shown}\n\n{choice}"
    await call.send(said if shown and units(said) <= LIMIT else "", keys, edits=pressed.message)


async def _theirs(call: Call, pressed: Pressed) -> tuple[Care, Visit, Brief] | None:
    """Give a brief that was sent to this counselor by somebody who is still theirs."""
    brief = await call.work.briefs.get(BriefId(pressed.argument.partition(".")[0]))
    found = None if brief is None else await call.own(brief.client, Seen.BRIEF)
    if brief is None or found is None or brief.counselor != call.counselor.id:
        call.shows.clear()
        await cards.gone(call)
        return None
    if not found[0].lets(Share.TAKING_PART):
        await seeing.private(call, found[0])
        return None
    return (*found, brief)


async def _tell_at(visit: Visit, how: str, brief: Brief, at: datetime) -> None:
    id_, client = f"read:{how}:{brief.id}", visit.client.id
    await visit.work.timers.set(Timer(id_, client, TimerKind.READ, at))
