"""What follows when a check-in has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import Conversation, Status
from bot.people import Standing
from bot.screens import home
from bot.services import settle, talk

if TYPE_CHECKING:
    from bot.services.visit import Visit

WELCOME = "welcome"
FIRST = "first-goal"


async def ended(visit: Visit, conversation: Conversation) -> None:
    """After the welcome: begin for good, or forget who has said no. After others, nothing."""
    if conversation.script != WELCOME or conversation.status is not Status.DONE:
        return
    if visit.client.adult and visit.client.consent is not None:
        await _begin(visit)
    else:
        await _forget(visit)


async def _begin(visit: Visit) -> None:
    """Let prompts come from now on, and the first check-in follow at once."""
    await visit.change(standing=Standing.ACTIVE)
    await settle.make_plan(visit)
    await visit.show(home.keyboard())
    await talk.begin(visit, FIRST)


async def _forget(visit: Visit) -> None:
    """Keep nothing of somebody who did not agree; what was said last is under another key."""
    await visit.work.clients.remove(visit.client.id)
