"""A message that was changed after it was sent: the kept words follow, where that is certain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.conversation import Status
from bot.interview.words import Held, words_id
from bot.screens.screen import screen
from bot.services import talk
from bot.services.alone import tells
from bot.services.weighing import danger, said_anew
from bot.services.words import GIVEN, heard_id

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.words import KeptWords
    from bot.services.visit import Visit


async def edited(visit: Visit, text: str, message: int | None) -> None:
    """Let an edit change the words that were kept of a message, or say that it came too late."""
    taken = message is not None and (
        await _given(visit, text, message) or await _answer(visit, text, message)
    )
    await visit.show(screen("edit.taken" if taken else "edit.late"))
    name, visit.goes = visit.goes, None
    if name is not None:
        await talk.begin(visit, name)


async def _given(visit: Visit, text: str, message: int) -> bool:
    """Change words written in between."""
    conversation = await visit.work.conversations.get(heard_id(visit, message))
    return conversation is not None and await _changed(visit, conversation, GIVEN, text)


async def _answer(visit: Visit, text: str, message: int) -> bool:
    """Change the answer to the last question before the message."""
    asked = await visit.work.outbox.asked(visit.client.id, message)
    conversation = None if asked is None else await visit.work.conversations.get(asked[0])
    if asked is None or conversation is None:
        return False
    return await _changed(visit, conversation, asked[1], text)


async def _changed(visit: Visit, conversation: Conversation, turn: int, text: str) -> bool:
    """Put the new words in place of those given at a turn, if they were one bubble."""
    for step, answer in conversation.answers.items():
        if answer.turn != turn or answer.text is None:
            continue
        known = await visit.work.words.get(words_id(conversation.id, step))
        # What is neither kept nor may still be kept is past; of two bubbles nobody knows which.
        waits = conversation.status is Status.WAITING and turn == GIVEN
        if "\n" in answer.text or (known is None and not waits):
            return False
        if known is not None:
            await _keep(visit, known, text)
        answers = {**conversation.answers, step: replace(answer, text=text)}
        changed = replace(conversation, answers=answers)
        await visit.work.conversations.save(changed, conversation.turn, visit.now)
        return True
    return False


async def _keep(visit: Visit, known: KeptWords, text: str) -> None:
    """Keep the new words; of what they must not do alone they are told, unless busy elsewhere."""
    now = said_anew(known, text)
    await visit.work.words.put(now)
    found = danger(text) if now.held is Held.ALONE and known.held is Held.HELD else None
    current = await visit.work.conversations.current(visit.client.id)
    if found is not None and (current is None or current.id == known.conversation):
        visit.goes = tells(found)
