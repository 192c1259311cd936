"""How a client is reached if they may be in danger, and whom they would tell themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens.screen import screen
from bot.services.enrol.caring import forget_word
from bot.services.enrol.sharing import show_danger

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit

PHONE: Final = "phone"
CONTACT: Final = "contact"
NONE: Final = "none"
_LONGEST: Final = 80
"""Characters of a number, or of what somebody is called."""
_DIGITS: Final = 5
"""A number has so many at least."""


async def settle_phone(visit: Visit, _: Conversation, value: str) -> None:
    """Keep the number; what is none is not kept, and nor is the one before."""
    number = sum(char.isdecimal() for char in value) >= _DIGITS and len(value) <= _LONGEST
    await _keep(visit, PHONE, value if number else "")


async def settle_contact(visit: Visit, _: Conversation, value: str) -> None:
    """Keep what somebody is called whom the client would tell."""
    named = value != NONE and len(value) <= _LONGEST and "\n" not in value
    await _keep(visit, CONTACT, value if named else "")


async def kept(visit: Visit, conversation: Conversation) -> None:
    """Show how it stands now; of what could not be read that it is not kept."""
    answer = conversation.answers.get(conversation.script)
    if answer is not None and answer.text and conversation.script not in visit.client.profile:
        await visit.show(screen("danger.unread"))
    await show_danger(visit)


async def _keep(visit: Visit, word: str, value: str) -> None:
    if value:
        await visit.change(profile={**visit.client.profile, word: value.strip()})
    else:
        await forget_word(visit, word)
