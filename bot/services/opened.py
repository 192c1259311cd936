"""A key under a prompt: whose prompt that is, and whether the key still means anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Delivered
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.schedule.occurrences import Occurrence, State
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def opened(
    visit: Visit, pressed: Pressed, id_: str, states: Collection[State]
) -> Occurrence | None:
    """Find the client's prompt if it is in one of these states, or say that it is past.

    What was tapped has arrived, whatever we thought of it.
    """
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is None or occurrence.client != visit.client.id:
        visit.blink(line("late.over"))
        return None
    if occurrence.state not in states:
        visit.blink(line("late.turn"))
        return None
    if pressed.message is not None:
        seen = Delivered(pressed.message, visit.written_at or visit.now)
        await visit.work.outbox.heal_prompt(visit.client.id, id_, seen)
    return occurrence
