"""The buttons under a question: which, in what order, how many a row."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from bot.interview.remembered import picked
from bot.interview.steps import SKIP, STOP, Choose, Pick, Ruler
from bot.interview.turn import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.interview.conversation import Conversation
    from bot.interview.script import Script
    from bot.interview.steps import Question

BACK: Final = "-back"
MORE: Final = "-more"
DONE: Final = "-done"
"""No author's option begins with a hyphen, so these are never in the way."""
THUMB: Final = 7
"""Numbers in a row that a thumb can still tell apart; Telegram allows eight."""
SHORT: Final = 14
"""Characters of a label up to which two stand in a row."""

Rows = tuple[tuple[Option, ...], ...]


def rows(script: Script, conversation: Conversation, question: Question) -> Rows:
    """Give the buttons of a question as they stand now, skip and stop in the last row."""
    return (*_own(script, conversation, question), *_out(script))


def answers(question: Question) -> Iterable[str]:
    """Give the options that answer a question, without skip and stop."""
    match question:
        case Ruler(beside=beside):
            return [*numbers(question), *beside]
        case Choose() | Pick():
            return question.choices
        case _:
            return ()


def numbers(ruler: Ruler) -> Sequence[str]:
    """Give the numbers of a scale."""
    return [str(number) for number in range(ruler.low, ruler.high + 1)]


def offered(conversation: Conversation, pick: Pick) -> Sequence[str]:
    """Give what may be picked: all there is, or what was picked at an earlier question."""
    if pick.among is None:
        return pick.choices
    return picked(conversation, pick.among)


def least(conversation: Conversation, pick: Pick) -> int:
    """Give how many must be picked: no more than there are."""
    return min(pick.at_least, len(offered(conversation, pick)))


def _own(script: Script, conversation: Conversation, question: Question) -> Rows:
    match question:
        case Ruler():
            scale = [Option(number) for number in numbers(question)]
            beside = _labelled(script, question.id, question.beside, ())
            return (*_even(scale, ceil(len(scale) / THUMB)), *beside)
        case Choose():
            return _labelled(script, question.id, question.choices, ())
        case Pick():
            start = conversation.page * question.page
            shown = offered(conversation, question)[start : start + question.page]
            ticked = conversation.picked
            return (
                *_labelled(script, question.id, shown, ticked),
                *_turning(question, conversation),
            )
        case _:
            return ()


def _labelled(script: Script, step: str, choices: Sequence[str], ticked: Sequence[str]) -> Rows:
    options = [Option(c, f"{step}.choice.{c}", ticked=c in ticked) for c in choices]
    longest = max(
        (len(words.get(o.label, "")) for words in script.words.values() for o in options), default=0
    )
    return _even(options, ceil(len(options) / (2 if longest <= SHORT else 1)))


def _turning(question: Pick, conversation: Conversation) -> Rows:
    pages = ceil(len(offered(conversation, question)) / question.page)
    row = []
    if conversation.page > 0:
        row.append(Option(BACK, "button.back", shared=True))
    if conversation.page < pages - 1:
        row.append(Option(MORE, "button.more", shared=True))
    if len(conversation.picked) >= least(conversation, question):
        row.append(Option(DONE, "button.done", shared=True))
    return (tuple(row),) if row else ()


def _out(script: Script) -> Rows:
    if script.exempt:
        return ()
    return ((Option(SKIP, "button.skip", shared=True), Option(STOP, "button.stop", shared=True)),)


def _even(options: Sequence[Option], count: int) -> Rows:
    width = ceil(len(options) / count) if count else 1
    return tuple(tuple(options[i : i + width]) for i in range(0, len(options), width))
