"""Readers: what typed words mean at a step that names a reader (a town's zone, a time of day)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.script import Choose
from bot.interview.wall import read_time
from bot.settings import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit


async def read(visit: Visit, conversation: Conversation, text: str) -> str | None:
    """Give what the open step's reader makes of the words: an IANA zone, `HH:MM`, or None."""
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    here = script.steps.get(conversation.at or "")
    if not isinstance(here, Choose):
        return None
    match here.typed:
        case "zone":
            return _zone(visit.house.places.zones(text), here.choices)
        case "time":
            return read_time(text)
        case _:
            return None


def _zone(found: Sequence[str], choices: Iterable[str]) -> str | None:
    """Give the likeliest zone, first of all one of the part of the world that was asked about."""
    areas = {_area(choice) for choice in choices}
    near = (zone for zone in found if _area(slug(zone)) in areas)
    return next(near, next(iter(found), None))


def _area(id_: str) -> str:
    return id_.partition("-")[0]
