"""A message that was changed after it was sent: the kept words follow, where that is certain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.words import words_id
from bot.screens.screen import screen

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit


async def edited(visit: Visit, text: str, message: int | None) -> None:
    """Let an edit change the words that were kept of a message, or say that it came too late."""
    asked = None
    if message is not None:
        asked = await visit.work.outbox.asked(visit.client.id, message)
    conversation = None if asked is None else await visit.work.conversations.get(asked[0])
    taken = (
        asked is not None
        and conversation is not None
        and await _changed(visit, conversation, asked[1], text)
    )
    await visit.show(screen("edit.taken" if taken else "edit.late"))


async def _changed(visit: Visit, conversation: Conversation, turn: int, text: str) -> bool:
    """Put the new words in place of those given at a turn, if they were one bubble."""
    for step, answer in conversation.answers.items():
        if answer.turn != turn:
            continue
        known = await visit.work.words.get(words_id(conversation.id, step))
        if known is None or answer.text != known.text:
            continue
        if "\n" in known.text:  # perhaps two bubbles, and nobody knows which was changed
            return False
        await visit.work.words.put(replace(known, text=text))
        answers = {**conversation.answers, step: replace(answer, text=text)}
        changed = replace(conversation, answers=answers)
        await visit.work.conversations.save(changed, conversation.turn, visit.now)
        return True
    return False
