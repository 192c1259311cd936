"""Research: a client says what of theirs may be taken out for it; nobody else is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.research.agreeing import Lets, changes, lets
from bot.screens import research
from bot.services.enrol.revoking import note
from bot.services.enrol.sharing import wording

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def press(visit: Visit, pressed: Pressed) -> None:
    """Show what holds, changed as the key says; pressed twice, it is as it was after the first."""
    now = lets(await visit.work.consents.of(visit.client.id))
    wish = Lets(pressed.argument) if pressed.argument in list(Lets) else now
    for what, agreed in changes(now, wish):
        await note(visit, what, wording(visit, research.TEXTS), agreed=agreed)
    await visit.show(research.screen(wish), edits=pressed.message)
