"""Whereabouts: somebody who keeps coming in the middle of their night may be somewhere else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bot.screens import settings
from bot.screens.screen import screen
from bot.services.chosen import chosen

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

HOURS: Final = "hours"
"""Under which the profile keeps the last day they were here, and the first hours of such days."""
ASKED: Final = "zone-asked"
"""Under which it keeps on which day they were asked."""
DAYS: Final = 6
ODD: Final = range(1, 5)
OFTEN: Final = 4
"""Of the last six days the first sign came between one and five at night on four: they may travel,
or sleep badly; so it is asked, and never assumed."""
AGAIN: Final = timedelta(days=30)


async def note(visit: Visit) -> None:
    """Note the hour at which a client's day begins, once a day."""
    client, today = visit.client, visit.today.isoformat()
    if client.consent is None:
        return
    day, *hours = (client.profile.get(HOURS) or "-").split()
    if day == today:
        return
    hour = str(visit.now.astimezone(client.zoneinfo).hour)
    kept = " ".join([today, *hours[1 - DAYS :], hour])
    await visit.change(profile={**client.profile, HOURS: kept})


async def offer(visit: Visit) -> None:
    """Ask whether the zone has changed, where it seems so and nothing else is open."""
    client = visit.client
    hours = [int(hour) for hour in client.profile.get(HOURS, "").split()[1:]]
    asked = client.profile.get(ASKED)
    lately = asked is not None and visit.today - date.fromisoformat(asked) < AGAIN
    if sum(hour in ODD for hour in hours) < OFTEN or lately or not client.reachable:
        return
    if await visit.work.conversations.current(client.id) is not None:
        return
    left = {name: word for name, word in client.profile.items() if name != HOURS}
    await visit.change(profile={**left, ASKED: visit.today.isoformat()})
    await visit.show(settings.zone_asked(visit.now.astimezone(client.zoneinfo)))


async def right(visit: Visit, pressed: Pressed) -> None:
    """Leave the zone as it is."""
    await chosen(visit, pressed.tapped, pressed.message)
    await visit.show(screen("zone.stays"))
