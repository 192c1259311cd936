"""Slots: what a `{name}` in a line stands for, as far as this conversation knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.interview.rated import before, newest
from bot.interview.remembered import listed, parts, picked
from bot.interview.steps import Pick, Ruler, Say, takes_words
from bot.interview.terms import Kind, Skill
from bot.interview.turn import Labels, Several

if TYPE_CHECKING:
    from bot.interview.conversation import Answer, Conversation, Recalled
    from bot.interview.script import Script
    from bot.interview.steps import Step
    from bot.interview.turn import Slot

PATTERN: Final = re.compile(r"\{([a-z][a-z0-9.-]*)\}")
LONGEST: Final = 280
"""Characters of client text that a line which may be left out still repeats."""
NAME: Final = 40
"""And of a word of their own that stands in the middle of ours."""
BEFORE: Final = "before"
LOWER: Final = "lower"
"""What a ruler's slot may be followed by: the rating before, or a number some steps down."""
COUNT: Final = "earlier.count"
"""How many of the words that a check-in keeps are there."""
_STEPS_DOWN = 3


def fill(script: Script, conversation: Conversation, line: str) -> dict[str, Slot]:
    """Give the slots of a line that hold something."""
    found = ((name, slot(script, conversation, name)) for name in script.slots.get(line, ()))
    return {name: value for name, value in found if value is not None}


def sayable(script: Script, conversation: Conversation, line: str) -> bool:
    """Whether every slot of a line holds something, and together nothing too long to repeat."""
    # An unset profile word has a default among the shared words.
    there = (
        name.startswith("profile.") or slot(script, conversation, name) is not None
        for name in script.slots.get(line, ())
    )
    return all(there) and not too_long(script, conversation, line)


def too_long(script: Script, conversation: Conversation, line: str) -> bool:
    """Whether a line would repeat more than is read twice; a summary of several answers may."""
    slots = [slot(script, conversation, name) for name in script.slots.get(line, ())]
    said = [len(value) for value in slots if isinstance(value, str)]
    step = script.steps[line.partition(".")[0]]
    sums_up = isinstance(step, Say) and step.skill is Skill.SUMMARY
    whole = LONGEST * (len(said) if sums_up else 1)
    return sum(said) > whole or max(said, default=0) > LONGEST


def slot(script: Script, conversation: Conversation, name: str) -> Slot | None:
    """Give what a slot stands for; None when it is empty."""
    head, _, part = name.partition(".")
    if head == "profile":
        name_ = profile(script, conversation, part)
        return name_ if name_ and len(name_) <= NAME else None
    if name == COUNT:
        return parts(script, conversation)[0]
    if part and part not in {BEFORE, LOWER}:
        return _remembered(script, conversation, head, part)
    if part == BEFORE:
        return before(script, conversation, head)
    step, answer = script.steps.get(head), conversation.answers.get(head)
    if isinstance(step, Pick):
        options = picked(conversation, head)
        return Labels(head, options) if options else None
    return None if answer is None or answer.skipped else _given(step, answer, part)


def _given(step: Step | None, answer: Answer, part: str) -> Slot | None:
    if isinstance(step, Ruler):
        # An answer beside the scale is no number to speak of.
        if answer.number is None or part != LOWER:
            return answer.number
        return max(step.low, answer.number - _STEPS_DOWN)
    return Labels(step.id, answer.options) if step and answer.options else answer.text


def _remembered(script: Script, conversation: Conversation, head: str, part: str) -> Slot | None:
    memory = conversation.memory
    if head == "then":
        of, _, on = part.partition(".")
        then = memory.then.get(of)
        return None if then is None else then.on if on else then.value
    if head == "now":
        return newest(script, conversation, part)
    found = listed(memory, Kind(part), LONGEST) if head == "words" else ()
    return Several(found) if found else None


def quoted(script: Script, conversation: Conversation, kind: Kind | None) -> Recalled | None:
    """Give the words that a step of this quote mirrors: of a goal's check-in, that goal."""
    memory = conversation.memory
    if kind is Kind.GOAL and script.on_goal and (memory.about or memory.goal):
        return memory.about
    return None if kind is None else memory.words.get(kind)


def profile(script: Script, conversation: Conversation, name: str) -> str | None:
    """Give a profile word: as settled in this conversation, else as it was known before."""
    settled = [
        answer.text
        for step, answer in conversation.answers.items()
        if takes_words(asked := script.steps.get(step)) and asked.sets == name
    ]
    return next((text for text in settled if text), None) or conversation.memory.profile.get(name)
