"""A hard-moments plan is offered to a client by their counselor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.care import Share
from bot.looks import Seen
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
    found = await cards.whom(call, pressed, None)
    if found is None:
        return
    care, visit = found
    today, told = visit.today.isoformat(), care.lets(Share.TAKING_PART)
    if told and not visit.client.reachable:
        call.saw(Seen.CARD, care.client)  # as on their card, it says that nothing is sent
        await call.show(screen("hard.offer-rests", label=care.label))
    elif visit.client.profile.get(OFFERED) == today:
        call.blink(line("hard.offered-today"))
    else:
        await visit.change(profile={**visit.client.profile, OFFERED: today})
        if visit.client.reachable:
            await visit.show(hard.offered(call.counselor), quiet=True)
        await call.show(screen("hard.offered" if told else "hard.offered-blind", label=care.label))
