"""Research: a client lets their words be used for it, or keeps them out; nobody else is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.research.agreeing import WORDS, agreed
from bot.screens import research
from bot.services.enrol.revoking import note
from bot.services.enrol.sharing import wording

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

WISHES: Final = {research.LET: True, research.KEEP: False}


async def press(visit: Visit, pressed: Pressed) -> None:
    """Show what holds, changed as the key says; pressed twice, it is as it was after the first."""
    now = agreed(await visit.work.consents.of(visit.client.id))
    wish = WISHES.get(pressed.argument, now)
    if wish is not now:
        await note(visit, WORDS, wording(visit, research.TEXTS), agreed=wish)
    await visit.show(research.screen(words=wish), edits=pressed.message)
