"""The next date, asked of the counselor when a session is over, and settled with one tap."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel import next_date
from bot.counsel.day import Trouble
from bot.counsel.session import settled
from bot.looks import Seen
from bot.message import Purpose
from bot.screens.lines import when
from bot.screens.screen import line
from bot.services.counsel import cards, sessions
from bot.services.counsel.call import Call

if TYPE_CHECKING:
    from bot.care import Care
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

WEEKS: Final = {"1": timedelta(weeks=1), "2": timedelta(weeks=2)}


async def ask(visit: Visit, care: Care) -> None:
    """Ask for the next date, without a sound."""
    counselor = await visit.work.counselors.get(care.counselor)
    if counselor is not None and counselor.reachable:
        call = Call(visit.house, visit.work, counselor, visit.now)
        await call.show(next_date.ask(care), purpose=Purpose.DIGEST, quiet=True)


async def answer(call: Call, pressed: Pressed) -> None:
    """Settle it so many weeks after the last one, at the same time of day; or leave it open."""
    client, _, choice = pressed.argument.partition(".")
    found = await call.own(client, Seen.PLANS)
    if found is None:
        await cards.gone(call, edits=pressed.message)
        return
    care, visit = found
    coming, last = care.next_session(call.now), care.last_session(call.now)
    if coming is not None:
        said = line("after.known", **when(coming.instant.astimezone(call.zone)))
        await call.show(next_date.done(care, said), edits=pressed.message)
    elif last is None or choice not in WEEKS:
        said = line("after.open", label=care.label)
        await call.show(next_date.done(care, said), edits=pressed.message)
    else:
        was = last.instant.astimezone(call.zone)
        day = was.date() + WEEKS[choice]
        at = settled(day, was.time(), sessions.facts(call, care))
        if isinstance(at, Trouble):
            call.blink(line(at.value))
            return
        care = await sessions.settle(call, care, visit, at)
        said = line("session.kept", **when(at))
        await call.show(next_date.done(care, said), edits=pressed.message)
