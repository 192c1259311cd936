"""From one stop to the next: what is said on the way, and the question or pause at its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from zlib import crc32

from bot.interview.conversation import Status
from bot.interview.options import rows
from bot.interview.road import branch, onward
from bot.interview.slots import LONGEST, fill, quoted, sayable, too_long
from bot.interview.steps import END, Fork, Go, Pause, Say
from bot.interview.terms import Skill
from bot.interview.turn import Line, Turn

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.script import Script
    from bot.interview.steps import Question

RESTING: Final = frozenset({Skill.SIMPLE, Skill.COMPLEX, Skill.AFFIRMATION})
"""What is not repeated to the same client for a while; structural lines may be."""
HEARD: Final = ("long.heard-1", "long.heard-2", "long.heard-3")
"""What is said where an answer was too long to be said back."""


@dataclass(slots=True)
class _Way:
    """What was said since the last stop."""

    lines: list[Line] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    long: bool = False
    """An answer was too long to be said back."""

    def over(self, conversation: Conversation) -> tuple[Line, ...]:
        """Give the lines; whoever has just written and would hear nothing of it does all the same.

        That is their words, or thanks if those are too long.
        """
        last = max(conversation.answers.values(), key=lambda one: one.turn, default=None)
        if not self.long or self.said or last is None or not last.text:
            return tuple(self.lines)
        if len(last.text) <= LONGEST:
            return (Line("quote.words", {"words": last.text}, shared=True), *self.lines)
        n = (conversation.memory.seed + conversation.turn) % len(HEARD)
        return (Line(HEARD[n], shared=True), *self.lines)


def walk(script: Script, conversation: Conversation, to: str) -> Turn:
    """Go on from a step until something is awaited, or to the end; the turn moves on by one.

    The parser lets no script pass whose steps lead in a circle without a stop.
    """
    way = _Way()
    moved = replace(conversation, turn=conversation.turn + 1, misses=0, picked=(), page=0)
    while to != END:
        here = script.steps[to]
        if isinstance(here, Fork):
            to = branch(script, moved, here)
            continue
        if isinstance(here, Pause):
            waiting = replace(moved, status=Status.WAITING, at=here.id)
            return Turn(waiting, way.over(moved), said=tuple(way.said), wait=here.wait)
        if isinstance(here, Go):
            over = replace(moved, status=Status.DONE, at=None)
            return Turn(over, way.over(moved), said=tuple(way.said), goes=here.to)
        if here.quote is not None and quoted(script, moved, here.quote) is None:
            to = here.otherwise or END
        elif isinstance(here, Say):
            _say(script, moved, here, way)
            to = onward(here.next, None)
        else:
            waiting = replace(moved, status=Status.WAITING, at=here.id)
            way.lines.append(ask(script, waiting, here))
            options = rows(script, waiting, here)
            return Turn(waiting, way.over(moved), options, said=tuple(way.said))
    over = replace(moved, status=Status.DONE, at=None)
    return Turn(over, way.over(moved), said=tuple(way.said))


def ask(script: Script, conversation: Conversation, question: Question) -> Line:
    """Give the line that puts a question."""
    line = f"{question.id}.ask"
    slots = fill(script, conversation, line)
    return Line(line, slots, quoted(script, conversation, question.quote))


def _say(script: Script, conversation: Conversation, say: Say, way: _Way) -> None:
    rests = say.skill in RESTING and not script.on_demand
    memory = conversation.memory
    lines = [f"{say.id}.say.{n}" for n in range(1, say.variants + 1)]
    fit = [
        line
        for line in lines
        if sayable(script, conversation, line)
        and not (rests and f"{script.name}/{line}" in memory.resting)
    ]
    if not fit:
        way.long = way.long or any(too_long(script, conversation, line) for line in lines)
        return
    # Any even choice that a replay makes again will do.
    line = fit[crc32(f"{memory.seed}.{conversation.turn}.{say.id}".encode()) % len(fit)]
    slots = fill(script, conversation, line)
    way.lines.append(Line(line, slots, quoted(script, conversation, say.quote)))
    if rests:
        way.said.append(f"{script.name}/{line}")
