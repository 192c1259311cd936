"""Words the client wrote: an answer, a further bubble of one, or something said in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.arrival import Command
from bot.interview.conversation import Late, Status, Words
from bot.screens import odd
from bot.screens.screen import screen
from bot.services import after, commands, prompts, talk
from bot.services.read import read

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit

HEARD: Final = "heard"
"""The script that asks what words written in between are."""
GIVEN: Final = 0
"""The turn of what a conversation was given when it began."""


async def wrote(visit: Visit, text: str, message: int | None) -> None:
    """Take words to be what they most surely are."""
    command = visit.house.voice.keyboard_command(text)
    if command is not None:
        await commands.obey(visit, Command(command))
        return
    asked = None
    if message is not None:
        asked = await visit.work.outbox.asked(visit.client.id, message, visit.written_at)
    current = await visit.work.conversations.current(visit.client.id)
    if asked is not None and (current is None or asked[0] != current.id):
        earlier = await visit.work.conversations.get(asked[0])
        if earlier is not None and await _joins(visit, earlier, text, asked[1]):
            return
    if current is not None:
        shown = asked is not None and asked[0] == current.id
        if shown and asked is not None and await answers(visit, current, text, asked[1]):
            return
        if await _takes(visit, current, text, shown=shown):
            return
    if odd.wordless(text):
        await visit.show(screen("odd.emoji"))
    else:
        await talk.begin(visit, HEARD, given={"words": text})


async def _joins(visit: Visit, earlier: Conversation, text: str, turn: int) -> bool:
    """Let words join an answer of a check-in that is no longer the one on screen.

    What was said to a prompt after its time joins nothing, but the prompt was answered: late.
    """
    if await answers(visit, earlier, text, turn):
        return True
    if earlier.status is Status.LAPSED and earlier.occurrence is not None:
        await prompts.answered(visit, earlier.occurrence)
    return False


async def _takes(visit: Visit, current: Conversation, text: str, *, shown: bool) -> bool:
    """Let words answer the open question, unless they are plainly about something else."""
    if current.script == HEARD and not await talk.fits(visit, current, text):
        return await _more(visit, current, text, shown=shown)
    if await _past_a_setting(visit, current, text):
        return False
    return await answers(visit, current, text, current.turn)


async def _past_a_setting(visit: Visit, current: Conversation, text: str) -> bool:
    """Say whether somebody writes past a mere setting, twice: then it is about something else."""
    return (
        current.misses > 0
        and await talk.may_wait(visit, current)
        and not await talk.fits(visit, current, text)
    )


async def _more(visit: Visit, current: Conversation, text: str, *, shown: bool) -> bool:
    """Add a bubble to words of which nobody has said yet what they are."""
    if any(answer.turn != GIVEN for answer in current.answers.values()):
        return False
    joined = await talk.hear(visit, current, Words(GIVEN, text))
    if isinstance(joined, Late):
        return False
    if shown:
        await talk.ask_again(visit, joined)
    return True


async def answers(visit: Visit, conversation: Conversation, text: str, turn: int) -> bool:
    """Let words answer the question of that turn, and say whether they could."""
    made = await read(visit, conversation, text)
    heard = await talk.hear(visit, conversation, Words(turn, text, made))
    if isinstance(heard, Late):
        return False
    if heard.occurrence is not None:
        await prompts.answered(visit, heard.occurrence)
    if heard.status is not conversation.status:
        await after.ended(visit, heard)
    return True
