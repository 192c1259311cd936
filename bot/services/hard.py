"""The client's hard-moments plan where it matters: first of all, before anything is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens import hard
from bot.screens.screen import Screen

if TYPE_CHECKING:
    from bot.interview.turn import Line
    from bot.services.visit import Visit

FIRST: Final = frozenset({"urge"})
"""Check-ins before which it is shown."""


async def lines(visit: Visit) -> tuple[Line, ...]:
    """Give what of the plan is shown when it matters: one line of several rows, or none."""
    if visit.stranger:
        return ()
    return hard.at_hand(await visit.work.words.of(visit.client.id))


async def before(visit: Visit, checkin: str) -> None:
    """Show it before a check-in for a hard moment; who has none is shown nothing."""
    shown = await lines(visit) if checkin in FIRST else ()
    if shown:
        await visit.show(Screen(shown))
