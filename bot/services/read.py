"""Readers: what typed words mean at a step that names a reader (a town's zone, a time of day)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.script import Choose
from bot.interview.wall import read_time

if TYPE_CHECKING:
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
            return next(iter(visit.house.places.zones(text)), None)
        case "time":
            return read_time(text)
        case _:
            return None
