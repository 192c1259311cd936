"""Where somebody is who needs a person: country, language, their own plan, who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.crisis import Here
from bot.services import alerts, hard

if TYPE_CHECKING:
    from bot.interview.turn import Line
    from bot.screens.screen import Keys
    from bot.services.visit import Visit


async def here(visit: Visit, told: tuple[Line, ...] = (), tell: Keys = ()) -> Here:
    """Give where a client is now."""
    country = visit.house.country_of(visit.client.zone)
    own = () if visit.owner is None else await hard.lines(visit)
    return Here(
        country, visit.locale, visit.now, own=own, told=told, tell=(*tell, *alerts.contact(visit))
    )
