"""A check-in that begins at a key: the key goes, and one that is still open makes room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.screen import screen
from bot.services.chosen import chosen
from bot.services.engaged import may_wait

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def make_room(visit: Visit, pressed: Pressed | None = None) -> None:
    """Take the keys off the message that was tapped, and say so where a check-in is closed."""
    if pressed is not None:
        await chosen(visit, pressed.tapped, pressed.message)
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None and not await may_wait(visit, current):
        await visit.show(screen("checkins.ended"))
