"""Words the client wrote: an answer, a further bubble of one, or something said in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_OID, uuid5

from bot.arrival import Command
from bot.interview.conversation import ConversationId
from bot.interview.events import Late, Words
from bot.screens import odd
from bot.screens.screen import screen
from bot.services import after, arguing, commands, late, prompts, talk
from bot.services.crisis import typing
from bot.services.engaged import may_wait
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
    if await typing.answered(visit, text):
        return
    if await arguing.argued(visit, text):
        return
    asked = None
    if message is not None:
        asked = await visit.work.outbox.asked(visit.client.id, message, visit.written_at)
    current = await visit.work.conversations.current(visit.client.id)
    if asked is not None and await _joins(visit, asked, current, text):
        return
    if current is not None:
        shown = asked is not None and asked[0] == current.id
        if await _takes(visit, current, text, shown=shown):
            return
    if odd.wordless(text):
        await visit.show(screen("odd.emoji"))
    else:
        id_ = None if message is None else heard_id(visit, message)
        await talk.begin(visit, HEARD, given={"words": text}, id_=id_)


def heard_id(visit: Visit, message: int) -> ConversationId:
    """Name the conversation about words written in between by the message they were written in."""
    return ConversationId(uuid5(NAMESPACE_OID, f"{visit.client.id}:{message}").hex)


async def _joins(
    visit: Visit, asked: tuple[ConversationId, int], current: Conversation | None, text: str
) -> bool:
    """Let words join an answer to an earlier question, the last that was seen before they came.

    What was said to a prompt after its time is an answer still, if it fits; else it is at least
    a sign of life.
    """
    if current is not None and asked == (current.id, current.turn):
        return False
    earlier = await visit.work.conversations.get(asked[0])
    if earlier is None:
        return False
    if await answers(visit, earlier, text, asked[1]):
        return True
    return current is None and await late.wrote(visit, earlier, text)


async def _takes(visit: Visit, current: Conversation, text: str, *, shown: bool) -> bool:
    """Let words answer the open question, unless they are plainly about something else."""
    back = await talk.resumed(visit, current)
    if back is not None:
        await after.ended(visit, back)
        return True
    if current.script == HEARD and not await talk.fits(visit, current, text):
        return await _more(visit, current, text, shown=shown)
    if await _past_a_setting(visit, current, text):
        return False
    return await answers(visit, current, text, current.turn)


async def _past_a_setting(visit: Visit, current: Conversation, text: str) -> bool:
    """Say whether somebody writes past a mere setting, twice: then it is about something else."""
    return (
        current.misses > 0
        and await may_wait(visit, current)
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
    elif visit.goes is not None:  # a further bubble says what the check-in that is over did not
        await talk.go_on(visit, heard)
    return True
