"""Slots: what a `{name}` in a line stands for, as far as this conversation knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.interview.script import Listen, Ruler
from bot.interview.turn import Labels

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.script import Script
    from bot.interview.turn import Slot

PATTERN: Final = re.compile(r"\{([a-z][a-z0-9.-]*)\}")
LONGEST: Final = 280
"""Characters of client text that a line which may be left out still repeats."""
_STEPS_DOWN = 3


def fill(script: Script, conversation: Conversation, line: str) -> dict[str, Slot]:
    """Give the slots of a line that hold something."""
    found = ((name, slot(script, conversation, name)) for name in script.slots.get(line, ()))
    return {name: value for name, value in found if value is not None}


def sayable(script: Script, conversation: Conversation, line: str) -> bool:
    """Whether every slot of a line holds something, and nothing too long to repeat."""
    return all(
        # An unset profile word has a default among the shared words.
        name.startswith("profile.") if value is None else not _long(value)
        for name in script.slots.get(line, ())
        for value in [slot(script, conversation, name)]
    )


def slot(script: Script, conversation: Conversation, name: str) -> Slot | None:
    """Give what a slot stands for; None when it is empty."""
    step, _, part = name.partition(".")
    if step == "profile":
        return profile(script, conversation, part)
    answer = conversation.answers.get(step)
    if part == "before":
        return before(script, conversation, step)
    if answer is None or answer.skipped:
        return None
    if answer.number is not None:
        ruler = script.steps.get(step)
        low = ruler.low if isinstance(ruler, Ruler) else 0
        return max(low, answer.number - _STEPS_DOWN) if part == "lower" else answer.number
    return Labels(step, answer.options) if answer.options else answer.text


def before(script: Script, conversation: Conversation, step: str) -> int | None:
    """Give the rating before this conversation of what a ruler measures."""
    earlier = ratings(script, conversation, step)
    return earlier[-1] if earlier else None


def ratings(script: Script, conversation: Conversation, step: str) -> tuple[int, ...]:
    """Give all earlier ratings of what a ruler measures, newest last."""
    ruler = script.steps.get(step)
    measured = ruler.measures if isinstance(ruler, Ruler) else None
    return conversation.memory.ratings.get(measured or "", ())


def profile(script: Script, conversation: Conversation, name: str) -> str | None:
    """Give a profile word: as settled in this conversation, else as it was known before."""
    settled = [
        answer.text
        for step, answer in conversation.answers.items()
        if isinstance(asked := script.steps.get(step), Listen) and asked.sets == name
    ]
    return next((text for text in settled if text), None) or conversation.memory.profile.get(name)


def _long(value: Slot) -> bool:
    return isinstance(value, str) and len(value) > LONGEST
