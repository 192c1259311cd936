"""The key to put kept words anew: they keep their id, and take the day's date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.interview.conversation import ConversationId
from bot.services import talk
from bot.services.making_room import make_room
from bot.services.mine import mine
from bot.services.reworded import PROFILE

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

SCRIPT: Final = "reword"


async def ask(visit: Visit, pressed: Pressed) -> None:
    """Ask how the client would put these words now."""
    words = await mine(visit, pressed.argument)
    if words is not None:
        await make_room(visit, pressed)
        id_ = ConversationId(uuid4().hex)
        await visit.change(profile={**visit.client.profile, PROFILE: f"{id_}.{words.id}"})
        await talk.begin(visit, SCRIPT, given={"words": words.text}, id_=id_)
