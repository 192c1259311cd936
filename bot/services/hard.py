"""The client's hard-moments plan: what of it comes first when it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import hard

if TYPE_CHECKING:
    from bot.interview.turn import Line
    from bot.services.visit import Visit


async def lines(visit: Visit) -> tuple[Line, ...]:
    """Give what of the plan is shown when it matters: one line of several rows, or none."""
    if visit.stranger:
        return ()
    return hard.at_hand(await visit.work.words.of(visit.client.id))
