"""What an answer leaves behind: words, ratings, settings, and what was done to earlier words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview.slots import quoted
from bot.interview.steps import Choose, Listen, Pick, Ruler, takes_words
from bot.interview.terms import Effect, Kind
from bot.interview.turn import Acted, RatingKept, Setting, WordsKept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.conversation import Answer, Conversation
    from bot.interview.script import Script
    from bot.interview.steps import Act, Question
    from bot.interview.turn import Kept

WORTH_AT_ONCE: Final = frozenset({Kind.GOAL, Kind.VALUE, Kind.SUPPORT, Kind.STEP, Kind.AGENDA})
"""Kinds that may be mirrored without the client's further word."""


def keep(
    script: Script, conversation: Conversation, question: Question, answer: Answer
) -> Iterator[Kept]:
    """Give what the answer to this question leaves behind; `conversation` already holds it."""
    if answer.skipped:
        return
    match question:
        case Ruler(measures=str(measured)) if answer.number is not None:
            yield RatingKept(question.id, measured, answer.number)
        case Choose():
            yield from _chosen(script, conversation, question, answer)
        case Listen(keeps=Kind() as kind):
            yield words(question.id, kind, answer)
        case Pick(keeps=Kind() as kind):
            for option in answer.options:
                yield words(question.id, kind, replace(answer, options=(option,)))
    sets = None if isinstance(question, Ruler) else question.sets
    if sets:
        yield Setting(sets, answer.text or ",".join(answer.options))


def words(step: str, kind: Kind, answer: Answer) -> WordsKept:
    """Give an answer as words to keep, exactly as they were written."""
    return WordsKept(step, kind, answer.text or "", kind in WORTH_AT_ONCE, answer.options)


def again(script: Script, conversation: Conversation, step: str) -> Iterator[Kept]:
    """Give once more all that stands of an answer which has grown by another bubble."""
    answered = script.steps.get(step)
    if takes_words(answered):
        yield from keep(script, conversation, answered, conversation.answers[step])
    for id_, answer in conversation.answers.items():
        chosen = script.steps.get(id_)
        if isinstance(chosen, Choose):
            for act in _acts(chosen, answer):
                # To say once more that words still hold would count twice.
                if act.of == step and act.effect is not Effect.STILL:
                    yield from _act(script, conversation, chosen, act)


def _chosen(
    script: Script, conversation: Conversation, question: Choose, answer: Answer
) -> Iterator[Kept]:
    if question.measures is not None:
        for option in answer.options:
            place = question.choices.index(option)
            yield RatingKept(question.id, question.measures, place)
    if question.keeps is not None and answer.text:
        yield words(question.id, question.keeps, answer)
    for act in _acts(question, answer):
        yield from _act(script, conversation, question, act)


def _acts(question: Choose, answer: Answer) -> Iterator[Act]:
    for option in answer.options:
        yield from question.acts.get(option, ())


def _act(script: Script, conversation: Conversation, question: Choose, act: Act) -> Iterator[Kept]:
    if act.of is None:
        mirrored = quoted(script, conversation, question.quote)
        if mirrored is not None and act.effect is not None:
            yield Acted(act.effect, words=mirrored.id)
        return
    answer = conversation.answers.get(act.of)
    if answer is None or not answer.text:
        return
    if act.keep_as is not None:
        yield words(act.of, act.keep_as, answer)
    if act.effect is not None:
        yield Acted(act.effect, step=act.of)
