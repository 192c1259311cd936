"""The goal that a conversation is about, and what becomes of all that belongs to one that moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.interview.steps import Choose, Listen, Pick
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation, ConversationId, WordsId
    from bot.interview.script import Script
    from bot.services.visit import Visit

_EVER: Final = datetime.min.replace(tzinfo=UTC)


async def of(visit: Visit, script: Script, conversation: Conversation) -> WordsId | None:
    """Give the goal that words and numbers of a conversation belong to.

    That is the one put into words in it, else the one that it is about.
    """
    new = await _new(visit, conversation) if _may_set(script) else None
    return conversation.memory.goal if new is None else new


async def adopt(visit: Visit, goal: WordsId, conversation: ConversationId) -> None:
    """Let what was said before in a conversation, of no goal yet, belong to the one it led to."""
    for words in await visit.work.words.of(visit.client.id):
        if words.conversation == conversation and words.of is None:
            await visit.work.words.put(replace(words, goal=goal))


async def succeed(visit: Visit, script: Script, conversation: Conversation) -> None:
    """Let a goal that was put anew come after the old one, with everything that belonged to it.

    That is so where the client said that it changed, gave new words and let go of the old. Those
    stay as they were written, with their date; reasons, plans and numbers go on with the new ones.
    """
    shown = conversation.memory.words.get(Kind.GOAL)
    old = conversation.memory.goal or (None if shown is None else shown.id)
    if old is None or not _changed(script, conversation):
        return
    kept, new = await visit.work.words.get(old), await _new(visit, conversation)
    if kept is None or kept.held is not Held.LET_GO or new is None:
        return
    for words in await visit.work.words.of(visit.client.id):
        if words.goal == old:
            await visit.work.words.put(replace(words, goal=new))
    for rating in await visit.work.words.rated(visit.client.id, _EVER):
        if rating.goal == old:
            await visit.work.words.rate(replace(rating, goal=new))


async def _new(visit: Visit, conversation: Conversation) -> WordsId | None:
    """Find the goal that was put into words in this conversation."""
    return next(
        (
            words.id
            for words in await visit.work.words.of(visit.client.id)
            if words.conversation == conversation.id and words.kind is Kind.GOAL
        ),
        None,
    )


def _may_set(script: Script) -> bool:
    """Say whether a goal can be put into words in a check-in at all."""
    for step in script.steps.values():
        if isinstance(step, Listen | Pick | Choose) and step.keeps is Kind.GOAL:
            return True
        if isinstance(step, Choose) and any(
            act.keep_as is Kind.GOAL for acts in step.acts.values() for act in acts
        ):
            return True
    return False


def _changed(script: Script, conversation: Conversation) -> bool:
    """Say whether the client said in this conversation that the goal it shows has changed."""
    return any(
        act.effect is Effect.CHANGED and act.of is None
        for step in script.steps.values()
        if isinstance(step, Choose) and step.quote is Kind.GOAL and step.id in conversation.answers
        for option in conversation.answers[step.id].options
        for act in step.acts.get(option, ())
    )
