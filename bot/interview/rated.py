"""Ratings, as far as a conversation knows them: given in it, or known when it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.steps import Choose, Ruler

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.script import Script
    from bot.interview.steps import Step


def measured(step: Step | None) -> str | None:
    """Give the rating that a question keeps, if it keeps one."""
    return step.measures if isinstance(step, Ruler | Choose) else None


def rated(script: Script, conversation: Conversation, step: str) -> int | None:
    """Give the number that a question was answered with: a ruler's, or the place of an option."""
    answer, asked = conversation.answers.get(step), script.steps.get(step)
    if answer is None or not (isinstance(asked, Choose) and answer.options):
        return None if answer is None else answer.number
    return asked.choices.index(answer.options[0])


def ratings(script: Script, conversation: Conversation, step: str) -> tuple[int, ...]:
    """Give all earlier ratings of what a question measures, newest last."""
    return conversation.memory.ratings.get(measured(script.steps.get(step)) or "", ())


def before(script: Script, conversation: Conversation, step: str) -> int | None:
    """Give the rating before this conversation of what a question measures."""
    return next(reversed(ratings(script, conversation, step)), None)


def newest(script: Script, conversation: Conversation, of: str) -> int | None:
    """Give the newest rating: today's, where it was given already, else the last one known."""
    answered = sorted(conversation.answers, key=lambda step: conversation.answers[step].turn)
    today = (
        rated(script, conversation, step)
        for step in answered
        if measured(script.steps.get(step)) == of
    )
    given = [number for number in today if number is not None]
    return next(reversed([*conversation.memory.ratings.get(of, ()), *given]), None)
