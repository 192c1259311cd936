"""A conversation over for long: its answers are gone, that it was and how far it went is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.interview.conversation import Answer, Conversation, Memory

if TYPE_CHECKING:
    from collections.abc import Mapping


def emptied(conversation: Conversation) -> Conversation:
    """Give a conversation without what the client said in it, and what was remembered for it.

    Which questions were answered and which passed over stays, and so does what the next one goes
    by: the goal it was about, and whose turn it was in the mirror.
    """
    return replace(
        conversation,
        answers=_bare(conversation.answers),
        memory=Memory(goal=conversation.memory.goal, mirrors=conversation.memory.mirrors),
        picked=(),
        emptied=True,
    )


def _bare(answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    return {step: Answer(answer.turn, skipped=answer.skipped) for step, answer in answers.items()}
