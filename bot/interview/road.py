"""The road through a check-in: which step comes after an answer, or at a fork."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.script import END, SKIP
from bot.interview.slots import profile, ratings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.interview.conversation import Answer, Conversation
    from bot.interview.script import Fork, Next, Script

MOVES: Final = ("first", "up", "down", "same", "third")
"""How a rating moved: against the one before; `third` is the same as the last two times."""
PROFILE: Final = ("set", "unset")


def onward(next_: Next, answer: Answer | None) -> str:
    """Give the step after a question that was answered so."""
    if answer is None or answer.skipped:
        return _way(next_, (SKIP,))
    return _way(next_, answer.options, answer.number)


def branch(script: Script, conversation: Conversation, fork: Fork) -> str:
    """Give the step a fork leads to."""
    head, _, part = fork.on.partition(".")
    if head == "profile":
        return _way(fork.next, ("set" if profile(script, conversation, part) else "unset",))
    answer = conversation.answers.get(head)
    if part != "move" or answer is None or answer.number is None:
        return onward(fork.next, answer)
    return _way(fork.next, _moves(answer.number, ratings(script, conversation, head)))


def _moves(now: int, earlier: tuple[int, ...]) -> tuple[str, ...]:
    if not earlier:
        return ("first",)
    if now != earlier[-1]:
        return ("up" if now > earlier[-1] else "down",)
    # A fork that makes nothing of a third time treats it as the second.
    return ("third", "same") if earlier[-2:] == (now, now) else ("same",)


def _way(next_: Next, options: Sequence[str], number: int | None = None) -> str:
    for option in options or (None,):
        for case in next_.cases:
            if option is not None and case.option == option:
                return case.to
            if number is not None and case.low is not None and case.high is not None:  # noqa: SIM102 - reads as two facts
                if case.low <= number <= case.high:
                    return case.to
    return next_.default or END
