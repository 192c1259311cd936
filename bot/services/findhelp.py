"""Finding treatment: the client names a place, agrees that it is asked about, and looks through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens import findhelp as screens
from bot.screens.findhelp import Beside
from bot.screens.screen import line
from bot.services import talk
from bot.treatment import spot as spots
from bot.treatment.clinic import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.interview.conversation import Conversation
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit
    from bot.treatment.clinic import Ask, Clinic
    from bot.treatment.spot import Looking, Spot

SCRIPT: Final = "find-help"
LONGEST: Final = 80
"""Characters of a place's name that are looked up."""


async def ask(visit: Visit) -> None:
    """Ask for a place; where there is no directory here, show where there is one."""
    if await source(visit) is Source.OFF:
        await visit.show(screens.elsewhere(beside(visit)))
    else:
        await talk.begin(visit, SCRIPT)


async def told(visit: Visit, conversation: Conversation) -> None:
    """Take the place that was named."""
    found = await _spots(visit, (conversation.answers["place"].text or "")[:LONGEST])
    if len(found) > 1:
        await visit.show(screens.which(found, beside(visit)))
    else:
        await _take(visit, found, None)


async def near(visit: Visit, pressed: Pressed) -> None:
    """Take the spot that the key names."""
    found = await _spots(visit, pressed.argument)
    await _take(visit, found[:1], pressed.message)


async def look(visit: Visit, pressed: Pressed) -> None:
    """Look for what the key says; a key to it stands only where the client has agreed."""
    looking = spots.read(pressed.argument)
    found = await _spots(visit, looking.spot)
    if found:
        await _look(visit, looking, found[0], pressed.message)
    else:
        await visit.show(screens.lost(beside(visit)), edits=pressed.message)


async def leave(visit: Visit, pressed: Pressed) -> None:
    """Ask nobody."""
    await visit.show(screens.left(beside(visit)), edits=pressed.message)


async def source(visit: Visit) -> Source:
    """Give where clinics are looked up for this client."""
    house = visit.house
    if house.source is Source.FINDTREATMENT and beside(visit).us and house.locator is not None:
        return Source.FINDTREATMENT
    if house.source is Source.OFF or not await visit.work.clinics.newest():
        return Source.OFF
    return Source.CSV


def beside(visit: Visit) -> Beside:
    """Give whom this client can ask by phone."""
    return Beside(visit.house.country_of(visit.client.zone), visit.locale, visit.now)


async def _spots(visit: Visit, name: str) -> Sequence[Spot]:
    """Give what may be meant by a name: in the United States what is there, elsewhere a town."""
    if beside(visit).us and (found := visit.sought.spots(name)):
        return found
    return await visit.work.clinics.spots(name)


async def _take(visit: Visit, found: Sequence[Spot], edits: int | None) -> None:
    if not found:
        await visit.show(screens.lost(beside(visit)), edits=edits)
        return
    looking = spots.Looking(found[0].key)
    if await source(visit) is Source.FINDTREATMENT:
        await visit.show(screens.agree(found[0], looking, beside(visit)), edits=edits)
    else:
        await _look(visit, looking, found[0], edits)


async def _look(visit: Visit, looking: Looking, spot: Spot, edits: int | None) -> None:
    clinics = await _clinics(visit, looking.ask(spot, visit.locale))
    here = beside(visit)
    if clinics is None:
        visit.blink(line("findhelp.away"))  # asked again, the screen stays as it is
        await visit.show(screens.away(looking, here), edits=edits)
    else:
        await visit.show(screens.shown(looking, spot, clinics, here), edits=edits)


async def _clinics(visit: Visit, ask: Ask) -> Sequence[Clinic] | None:
    """Give what is listed; None where the directory on the web does not answer."""
    match await source(visit):
        case Source.FINDTREATMENT:
            return visit.sought.clinics(ask)
        case Source.CSV:
            return await visit.work.clinics.find(ask)
        case Source.OFF:
            return ()
