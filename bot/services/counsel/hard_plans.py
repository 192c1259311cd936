"""A client's hard-moments plan at their counselor's: offered, and shown where it is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.screens import hard
from bot.screens.screen import line, screen
from bot.services.counsel import cards

if TYPE_CHECKING:
    from bot.services.counsel.call import Call
    from bot.services.pressed import Pressed

OFFERED: Final = "hard-offered"
"""The client's own day, as ISO writes it, on which it was last offered: once a day is enough."""


async def offer(call: Call, pressed: Pressed) -> None:
    """Offer the client to make it or to go over it, now in the room or on their own."""
    found = await cards.whom(call, pressed)
    if found is None:
        return
    care, visit = found
    today = visit.today.isoformat()
    if not visit.client.reachable:
        await call.show(screen("hard.offer-rests", label=care.label))
    elif visit.client.profile.get(OFFERED) == today:
        call.blink(line("hard.offered-today"))
    else:
        await visit.change(profile={**visit.client.profile, OFFERED: today})
        await visit.show(hard.offered(call.counselor), quiet=True)
        await call.show(screen("hard.offered", label=care.label))


async def see(call: Call, pressed: Pressed) -> None:
    """Show it below the card, if the client still shares it."""
    found = await cards.whom(call, pressed)
    if found is None:
        return
    care, visit = found
    if Share.HARD_PLAN not in care.sharing:
        await cards.show(call, care, visit, edits=pressed.message)
        return
    call.about = care.client
    await call.show(hard.seen(care, await visit.work.words.of(care.client)))
