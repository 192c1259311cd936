"""Engaged: whether a client is in a check-in that nothing else may interrupt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit

QUEUED: Final = timedelta(minutes=10)
"""How often what waits for an open check-in looks whether that is over."""


async def engaged(visit: Visit, but_for: str = "") -> bool:
    """Say whether the client is in a check-in, another than that of the prompt `but_for`."""
    current = await visit.work.conversations.current(visit.client.id)
    if current is None or current.occurrence == but_for:
        return False
    return not await may_wait(visit, current)


async def may_wait(visit: Visit, conversation: Conversation) -> bool:
    """Say whether this is only a setting or the like, which anything else may interrupt."""
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    return script.exempt
