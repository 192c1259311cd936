"""What a conversation has to draw on beside its answers: words at hand, and parts already there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind
from bot.interview.thin import thin

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation, Memory, Recalled
    from bot.interview.script import Script

MOST: Final = 3
"""Words that are listed in one line."""


def at_hand(memory: Memory, kind: Kind) -> tuple[Recalled, ...]:
    """Give the words of a kind that may be said, newest last."""
    one = memory.words.get(kind)
    return memory.several.get(kind) or (() if one is None else (one,))


def listed(memory: Memory, kind: Kind, room: int) -> tuple[Recalled, ...]:
    """Give the newest words of a kind, as many as have room (in characters); one at least."""
    chosen: list[Recalled] = []
    for words in reversed(at_hand(memory, kind)):
        if chosen and len(words.text) + sum(len(other.text) for other in chosen) > room:
            break
        chosen.insert(0, words)
        if len(chosen) == MOST:
            break
    return tuple(chosen)


def picked(conversation: Conversation, step: str) -> tuple[str, ...]:
    """Give what was picked at a question, in this conversation or else in an earlier one."""
    answer = conversation.answers.get(step)
    now = () if answer is None else answer.options
    return now or conversation.memory.picked.get(step, ())


def parts(script: Script, conversation: Conversation) -> tuple[int, int]:
    """Give how many of the words that a check-in keeps are there, by now or from before, of all."""
    keeping = {id_: kind for id_, s in script.steps.items() if (kind := getattr(s, "keeps", None))}
    now = {
        id_
        for id_, answer in conversation.answers.items()
        if answer.options or (answer.text and not thin(answer.text, keeping.get(id_, Kind.NOTE)))
    }
    return len(keeping.keys() & (conversation.memory.earlier | now)), len(keeping)
