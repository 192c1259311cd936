"""Somebody argues with a question, and gets no argument: it is their call.

Words that push back are known by a short list of whole messages. They answer nothing and are kept
nowhere; the question stays open until the client says what should become of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import ConversationId, Status
from bot.interview.events import Stop
from bot.screens import arguing as screens
from bot.screens import helping
from bot.screens.screen import line
from bot.services import notes, prompts, talk
from bot.services.chosen import chosen
from bot.services.engaged import may_wait

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def argued(visit: Visit, text: str) -> bool:
    """Let somebody who pushes back say what they want; say whether that was it.

    Outside a check-in there is nothing to leave: then they are asked what isn't helping.
    """
    if not visit.house.voice.pushes_back(text):
        return False
    current = await visit.work.conversations.current(visit.client.id)
    if current is None or await may_wait(visit, current):
        await visit.show(helping.ask())
    else:
        await visit.show(screens.ask(current.id))
    return True


async def leave(visit: Visit, pressed: Pressed) -> None:
    """End the check-in, and leave it alone for a while."""
    current = await _open(visit, pressed)
    if current is None:
        return
    await talk.hear(visit, current, Stop(by_client=False))
    if current.occurrence is not None:
        await prompts.answered(visit, current.occurrence)
    await notes.leave(visit, current.script)
    await visit.show(screens.left(visit.today + notes.LEFT_FOR))


async def go_on(visit: Visit, pressed: Pressed) -> None:
    """Put the question once more."""
    current = await _open(visit, pressed)
    if current is not None:
        await talk.ask_again(visit, current)


async def _open(visit: Visit, pressed: Pressed) -> Conversation | None:
    """Find the check-in that the key is about if it is still open, or say that it is over."""
    found = await visit.work.conversations.get(ConversationId(pressed.argument))
    mine = found is not None and found.client == visit.client.id
    if found is None or not mine or found.status is not Status.WAITING:
        visit.blink(line("late.over"))
        return None
    await chosen(visit, pressed.tapped, pressed.message)
    return found
