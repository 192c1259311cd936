"""Again: the next sitting of a check-in has come, as the client asked; it may wait."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import ConversationId
from bot.message import Purpose
from bot.screens import prompting
from bot.screens.screen import screen
from bot.services.briefing import evening
from bot.services.chosen import chosen
from bot.services.follow import OPEN_FOR

if TYPE_CHECKING:
    from bot.ports import Timer
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

LATELY: Final = 60
"""Conversations among which a later sitting is looked for."""


async def knock(visit: Visit, timer: Timer) -> None:
    """Say that it can go on, unless it has; later, if it is night or something else is near."""
    checkin = await _waits(visit, ConversationId(timer.id.partition(":")[2]))
    if checkin is None or not visit.client.reachable:
        return
    later = await evening.free_from(visit, checkin, visit.now)
    if later is not None:
        await visit.work.timers.set(replace(timer, due_at=later))
        return
    await evening.note_knock(visit)
    until = visit.now + OPEN_FOR
    await visit.show(prompting.goes_on(checkin), purpose=Purpose.PROMPT, expires_at=until)


async def leave(visit: Visit, pressed: Pressed) -> None:
    """Leave it for another day, without a question."""
    await chosen(visit, pressed.tapped, pressed.message)
    await visit.show(screen("again.left"))


async def _waits(visit: Visit, asked: ConversationId) -> str | None:
    """Give the check-in that was to go on; None if there is none any more, or it has gone on."""
    sitting = await visit.work.conversations.get(asked)
    if sitting is None or await visit.checkin(sitting.script) is None:
        return None
    latest = await visit.work.conversations.latest(visit.client.id, LATELY)
    last = next((one.id for one in latest if one.script == sitting.script), None)
    return sitting.script if last == asked else None
