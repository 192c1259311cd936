"""A reply: what a tap or typed words mean at the question that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.interview.conversation import Answer
from bot.interview.events import Tap
from bot.interview.hearing import hear
from bot.interview.options import BACK, DONE, MORE, answers, least, offered
from bot.interview.steps import SKIP, STOP, Choose, Pick, Ruler, takes_words

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.events import Words
    from bot.interview.script import Script
    from bot.interview.steps import Question


@dataclass(frozen=True, slots=True)
class Turned:
    """A choose-several question goes on: other ticks, or another page."""

    picked: tuple[str, ...]
    page: int


Reply = Answer | Turned | Literal["stop"] | None


def reply(
    script: Script, conversation: Conversation, question: Question, event: Tap | Words
) -> Reply:
    """Read a reply; None if it fits nothing."""
    turn = conversation.turn
    if isinstance(event, Tap):
        option: str | None = event.option
    else:
        heard = script.heard.get(question.id, {})
        option = hear(heard, event.text, whole=takes_words(question))
    if option in {SKIP, STOP} and not script.exempt:
        return STOP if option == STOP else Answer(turn, skipped=True)
    if isinstance(question, Pick):
        return _pick(conversation, question, option)
    if option is not None and option in answers(question):
        number = isinstance(question, Ruler) and option not in question.beside
        return Answer(turn, number=int(option)) if number else Answer(turn, options=(option,))
    return None if isinstance(event, Tap) else _written(question, event, turn)


def _written(question: Question, event: Words, turn: int) -> Answer | None:
    """Take words for what they are, where the question does."""
    if takes_words(question):
        return Answer(turn, event.text) if event.text.strip() else None
    if isinstance(question, Choose) and question.typed and event.read:
        return Answer(turn, event.read)
    return None


def _pick(conversation: Conversation, question: Pick, option: str | None) -> Answer | Turned | None:
    picked, page = conversation.picked, conversation.page
    choices = offered(conversation, question)
    last = (len(choices) - 1) // question.page
    if option == DONE and len(picked) >= least(conversation, question):
        return Answer(conversation.turn, options=picked, skipped=not picked)
    if option in {BACK, MORE}:
        return Turned(picked, max(0, min(last, page + (1 if option == MORE else -1))))
    if option not in choices:
        return None
    if option in picked:
        return Turned(tuple(other for other in picked if other != option), page)
    if len(picked) >= question.at_most:
        # Full: the ticks stay as they are.
        return Turned(picked, page)
    # In the author's order, whichever was tapped first.
    now = {*picked, option}
    return Turned(tuple(choice for choice in choices if choice in now), page)
