"""Word to the counselor, as agreed: at once, by the client's own tap, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerting.telling import nobody
from bot.care import Telling
from bot.screens.crisis import ACTION
from bot.screens.screen import key
from bot.services import alerts

if TYPE_CHECKING:
    from bot.episode import Episode
    from bot.interview.turn import Line
    from bot.screens.screen import Keys
    from bot.services.visit import Visit


async def told(visit: Visit, episode: Episode) -> tuple[tuple[Line, ...], Keys]:
    """Send word where that is agreed; give what the client reads of it, and the key for it."""
    offer = await alerts.offer(visit)
    if offer is None:
        return (nobody(),), ()
    if offer.telling is Telling.ALWAYS:
        return await alerts.raised(visit, episode), ()
    if await alerts.going(visit, episode):
        return (), ()
    argument = f"tell.{episode.id}"
    return (), ((key("crisis.tell", ACTION, argument, counselor=offer.counselor),),)
