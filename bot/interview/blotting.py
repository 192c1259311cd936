"""Blotting: a conversation, or any text, without what its client asked to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Answer, WordsId
from bot.interview.covering import covered
from bot.interview.words import words_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from bot.interview.conversation import Conversation, ConversationId, Memory, Recalled

REWORD: Final = "reword"
"""The script in which kept words are put anew, and the profile's word for where and which."""
LONG: Final = 12
"""Characters from which a text is told by itself; a shorter one only where it is quoted."""
GONE: Final = "…"


@dataclass(frozen=True, slots=True)
class Blot:
    """What is to be forgotten."""

    words: AbstractSet[WordsId]
    texts: AbstractSet[str]
    """How these words were put, now and before."""
    ratings: AbstractSet[tuple[ConversationId, str]] = frozenset()
    """Numbers, by conversation and step."""
    picks: AbstractSet[tuple[str, str, str]] = frozenset()
    """What was picked, by check-in, step and option."""


def wordings(
    conversations: Iterable[Conversation], words: AbstractSet[WordsId], texts: Iterable[str]
) -> frozenset[str]:
    """Give every way in which words were put: as they are kept, as answered, and put anew since."""
    found = set(texts)
    for one in conversations:
        whole = _puts_anew(one) in words
        for step, answer in one.answers.items():
            if answer.text and (whole or words_id(one.id, step) in words):
                found.add(answer.text)
    return frozenset(found)


def picked(
    conversations: Iterable[Conversation], words: AbstractSet[WordsId]
) -> frozenset[tuple[str, str, str]]:
    """Give the options that were picked to say these words."""
    return frozenset(
        (one.script, step, option)
        for one in conversations
        for step, answer in one.answers.items()
        for option in answer.options
        if words_id(one.id, step, option) in words
    )


def blotted(conversation: Conversation, blot: Blot) -> Conversation:
    """Give a conversation that knows none of it; what it knows besides stays."""
    answers = {
        step: _answer(conversation, step, answer, blot)
        for step, answer in conversation.answers.items()
    }
    memory = _memory(conversation, blot)
    return replace(conversation, answers=answers, memory=memory)


def without(text: str, texts: Iterable[str]) -> str:
    """Give a text in which these are quoted no more; the longest first, lest a part is left."""
    for one in sorted(texts, key=len, reverse=True):
        text = text.replace(f"“{one}”", f"“{GONE}”")
        if len(one) >= LONG:
            text = text.replace(one, GONE)
    return text


def says(text: str, texts: Iterable[str]) -> bool:
    """Say whether a text quotes or is one of these."""
    known = tuple(texts)
    return text in known or without(text, known) != text


def _puts_anew(conversation: Conversation) -> WordsId | None:
    """Give the words that a conversation put anew: whatever was answered is a wording of them."""
    where, _, which = conversation.memory.profile.get(REWORD, "").partition(".")
    return WordsId(which) if where == conversation.id else None


def _answer(conversation: Conversation, step: str, answer: Answer, blot: Blot) -> Answer:
    said = answer.text is not None and (
        answer.text in blot.texts or words_id(conversation.id, step) in blot.words
    )
    if said or (conversation.id, step) in blot.ratings:
        return Answer(answer.turn, skipped=True)
    left = tuple(
        one for one in answer.options if words_id(conversation.id, step, one) not in blot.words
    )
    if left == answer.options:
        return answer
    return replace(answer, options=left, skipped=not left)


def _memory(conversation: Conversation, blot: Blot) -> Memory:
    def stays(one: Recalled) -> bool:
        return one.id not in blot.words and not {one.text, one.cue} & blot.texts

    memory = covered(conversation.memory, stays)
    memory = replace(memory, picked=_picked(conversation, memory.picked, blot))
    if memory.goal in blot.words:
        memory = replace(memory, goal=None, ratings={}, then={})
    return memory


def _picked(
    conversation: Conversation, known: Mapping[str, tuple[str, ...]], blot: Blot
) -> Mapping[str, tuple[str, ...]]:
    left = {
        step: tuple(one for one in options if (conversation.script, step, one) not in blot.picks)
        for step, options in known.items()
    }
    return {step: options for step, options in left.items() if options}
