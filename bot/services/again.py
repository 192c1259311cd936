"""Again: the next sitting of a check-in has come, as the client asked; it may wait."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import ConversationId
from bot.message import Purpose
from bot.screens import prompting
from bot.screens.screen import line, screen
from bot.services import choosing, talk
from bot.services.briefing import evening
from bot.services.chosen import chosen
from bot.services.crisis import holding
from bot.services.follow import OPEN_FOR
from bot.services.making_room import make_room

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.ports import Timer
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

LATELY: Final = 60
"""Conversations among which a later sitting is looked for."""


async def knock(visit: Visit, timer: Timer) -> None:
    """Say that it can go on, unless it has; later, if it is night or something else is near."""
    sitting = await _open(visit, timer.id.partition(":")[2])
    if sitting is None or not visit.client.reachable:
        return
    later = await evening.free_from(visit, sitting.script, visit.now)
    if later is not None:
        await visit.work.timers.set(replace(timer, due_at=later))
        return
    await evening.note_knock(visit)
    until = visit.now + OPEN_FOR
    await visit.show(prompting.goes_on(sitting.id), purpose=Purpose.PROMPT, expires_at=until)


async def start(visit: Visit, pressed: Pressed) -> None:
    """Go on, about the same goal."""
    sitting = await _open(visit, pressed.argument)
    if sitting is None:
        visit.blink(line("late.over"))
        return
    await make_room(visit, pressed)
    await holding.free(visit)
    await talk.begin(visit, sitting.script, about=sitting.memory.goal)


async def leave(visit: Visit, pressed: Pressed) -> None:
    """Leave it for another day, without a question."""
    await chosen(visit, pressed.tapped, pressed.message)
    await visit.show(screen("again.left"))


async def _open(visit: Visit, id_: str) -> Conversation | None:
    """Give the sitting that is to be followed by another, if there is none yet and it fits."""
    sitting = await visit.work.conversations.get(ConversationId(id_))
    if sitting is None or sitting.client != visit.client.id:
        return None
    latest = await visit.work.conversations.latest(visit.client.id, LATELY)
    last = next((one.id for one in latest if one.script == sitting.script), None)
    script = await visit.checkin(sitting.script)
    if last != sitting.id or script is None:
        return None
    fits = await choosing.fits(visit, script, sitting.memory.goal, asked=True)
    return sitting if fits else None
