"""The road through a check-in: which step comes after an answer, or at a fork."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from bot.interview.rated import newest, rated, ratings
from bot.interview.remembered import at_hand, parts
from bot.interview.slots import profile
from bot.interview.steps import END, SKIP, Pick, Question
from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.interview.conversation import Answer, Conversation
    from bot.interview.script import Script
    from bot.interview.steps import Fork, Next

MOVES: Final = ("first", "up", "down", "same", "third")
"""How a rating moved: against the one before; `third` is every third time that it is the same."""
_THIRD: Final = 3
MOVE: Final = "move"
FROM: Final = "from."
"""What stands after a question's name in a fork on its rating, and before another ruler's name."""
PROFILE: Final = ("set", "unset")
COMPARED: Final = ("up", "down", "same")
THEN: Final = (*COMPARED, "none")
"""How the newest rating stands to the one of some time ago."""
EARLIER: Final = ("given", "open")
ALL: Final = "all"
"""In place of a question in `earlier.want`: all that the check-in keeps is there by now."""
WORDS: Final = ("some", "none")
GOALS: Final = ("one", "several", "none")
NOTHING: Final = "nothing"
MIRRORS: Final = ("goal", "reason", "value", "strength", "plan", "number", NOTHING)
"""What the mirror may show."""


def onward(next_: Next, answer: Answer | None) -> str:
    """Give the step after a question that was answered so."""
    if answer is None or answer.skipped:
        return _way(next_, (SKIP,))
    return _way(next_, answer.options, answer.number)


def branch(script: Script, conversation: Conversation, fork: Fork) -> str:
    """Give the step a fork leads to."""
    head, _, part = fork.on.partition(".")
    if not part and isinstance(script.steps.get(head), Question):
        return onward(fork.next, conversation.answers.get(head))
    if head in script.steps and part == MOVE:
        return _way(fork.next, _moves(script, conversation, head))
    if part.startswith(FROM):
        return _way(fork.next, _compared(script, conversation, head, part[len(FROM) :]))
    return _way(fork.next, _known(script, conversation, head, part))


def _known(script: Script, conversation: Conversation, head: str, part: str) -> tuple[str, ...]:
    """Tell what was known when it began, or has been settled since."""
    memory = conversation.memory
    match head:
        case "profile":
            return ("set" if profile(script, conversation, part) else "unset",)
        case "earlier":
            return (EARLIER[not _given(script, conversation, part)],)
        case "words":
            return ("some" if at_hand(memory, Kind(part)) else "none",)
        case "then":
            return (_since(script, conversation, part),)
        case "mirrors":
            return (memory.mirrors or NOTHING,)
        case _:
            return (GOALS[memory.goals > 1] if memory.goals else "none",)


def _given(script: Script, conversation: Conversation, step: str) -> bool:
    """Say whether a question was answered in an earlier conversation, or all are answered now."""
    if step == ALL and not isinstance(script.steps.get(ALL), Question):
        there, of = parts(script, conversation)
        return there == of
    memory = conversation.memory
    earlier = memory.picked if isinstance(script.steps.get(step), Pick) else memory.earlier
    return step in earlier


def _moves(script: Script, conversation: Conversation, step: str) -> tuple[str, ...]:
    now, earlier = rated(script, conversation, step), ratings(script, conversation, step)
    if now is None:
        return (SKIP,)
    if not earlier:
        return ("first",)
    if now != earlier[-1]:
        return (_against(now, earlier[-1]),)
    alike = sum(1 for _ in takewhile(lambda past: past == now, reversed(earlier)))
    # A fork that makes nothing of a third time treats it as the second.
    return ("third", "same") if alike % _THIRD == _THIRD - 1 else ("same",)


def _compared(
    script: Script, conversation: Conversation, later: str, first: str
) -> tuple[str, ...]:
    now, then = rated(script, conversation, later), rated(script, conversation, first)
    return (SKIP,) if now is None or then is None else (_against(now, then),)


def _since(script: Script, conversation: Conversation, of: str) -> str:
    """Tell how the newest rating stands to the one of some time ago."""
    then, now = conversation.memory.then.get(of), newest(script, conversation, of)
    return "none" if then is None or now is None else _against(now, then.value)


def _against(now: int, then: int) -> str:
    return "same" if now == then else "up" if now > then else "down"


def _way(next_: Next, options: Sequence[str], number: int | None = None) -> str:
    for option in options or (None,):
        for case in next_.cases:
            if option is not None and case.option == option:
                return case.to
            if number is not None and case.low is not None and case.high is not None:  # noqa: SIM102 - reads as two facts
                if case.low <= number <= case.high:
                    return case.to
    return next_.default or END
