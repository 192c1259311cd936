"""The engine: one event happens to one conversation, and out comes all that follows from it.

Pure and total: no clock, no chance, no words, and an answer to every event. The turn guards all:
what belongs to an earlier turn changes nothing, except further bubbles of an open answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.interview import keeping
from bot.interview.conversation import Answer, Conversation, Memory, Status
from bot.interview.events import Begin, Lapse, Late, Stop, Words
from bot.interview.options import rows
from bot.interview.reply import Turned, reply
from bot.interview.road import onward
from bot.interview.steps import STOP, WORDS, Choose, Question, takes_words
from bot.interview.turn import Line, Turn
from bot.interview.walk import ask, walk

if TYPE_CHECKING:
    from bot.interview.conversation import ConversationId
    from bot.interview.events import Event, Tap
    from bot.interview.script import Script
    from bot.interview.steps import Step
    from bot.people import ClientId

MISSES: Final = 2
"""Answers that fitted nothing before a way out is offered."""
BROKEN_OFF: Final = frozenset({Status.STOPPED, Status.LAPSED})
"""After the end, a bubble written before the last line was seen still joins; after these, none."""


def begin(
    conversation: ConversationId, client: ClientId, script: Script, memory: Memory | None = None
) -> Conversation:
    """Give a conversation that is about to begin."""
    known = memory or Memory()
    return Conversation(conversation, client, script.name, script.version, memory=known)


def step(script: Script, conversation: Conversation, event: Event) -> Turn:
    """Let one event happen; `script` is the version the conversation is pinned to."""
    match event:
        case Words() if event.turn < conversation.turn and conversation.status not in BROKEN_OFF:
            return _join(script, conversation, event)
        case _ if conversation.status not in {Status.NEW, Status.WAITING}:
            return Turn(conversation, late=Late.OVER)
        case Begin():
            return _begin(script, conversation, event)
        case Stop():
            return _stop(conversation, by_client=event.by_client)
        case _ if event.turn != conversation.turn or conversation.at is None:
            return Turn(conversation, late=Late.TURN)
        case _:
            return _meet(script, conversation, script.steps[conversation.at], event)


def again(script: Script, conversation: Conversation) -> Turn:
    """Put the open question once more; nothing is said where none is open."""
    here = script.steps.get(conversation.at or "")
    if not isinstance(here, Question):
        return Turn(conversation)
    line = ask(script, conversation, here)
    return Turn(conversation, (line,), rows(script, conversation, here))


def _begin(script: Script, conversation: Conversation, event: Begin) -> Turn:
    if conversation.status is not Status.NEW:
        return Turn(conversation, late=Late.TURN)
    given = {name: Answer(0, text) for name, text in event.given.items() if name in script.given}
    return walk(script, replace(conversation, answers=given), script.first)


def _stop(conversation: Conversation, *, by_client: bool) -> Turn:
    if not by_client:
        return Turn(_over(conversation, Status.LAPSED))
    over = _over(conversation, Status.STOPPED)
    return Turn(over, (Line("stopped", shared=True),))


def _over(conversation: Conversation, status: Status) -> Conversation:
    return replace(conversation, status=status, at=None, turn=conversation.turn + 1)


def _join(script: Script, conversation: Conversation, event: Words) -> Turn:
    """Add a further bubble to the open answer it belongs to."""
    for id_, answer in conversation.answers.items():
        open_ = id_ in script.given or takes_words(script.steps.get(id_))
        if answer.turn == event.turn and open_ and answer.text and event.text.strip():
            grown = replace(answer, text=f"{answer.text}\n{event.text}")
            joined = replace(conversation, answers={**conversation.answers, id_: grown})
            return Turn(joined, kept=tuple(keeping.again(script, joined, id_)))
    return Turn(conversation, late=Late.OVER if conversation.at is None else Late.TURN)


def _meet(
    script: Script, conversation: Conversation, here: Step, event: Tap | Words | Lapse
) -> Turn:
    """Let an event of this very turn happen at the step where the conversation stands."""
    if not isinstance(here, Question):
        if isinstance(event, Lapse):
            return walk(script, conversation, onward(here.next, None))
        # A pause asks nothing, so words in it answer nothing.
        return Turn(conversation, late=Late.TURN)
    if isinstance(event, Lapse):
        return Turn(_over(conversation, Status.LAPSED))
    return _answer(script, conversation, here, event)


def _answer(script: Script, conversation: Conversation, here: Question, event: Tap | Words) -> Turn:
    replied = reply(script, conversation, here, event)
    if replied == STOP:
        return _stop(conversation, by_client=True)
    if isinstance(replied, Turned):
        turned = replace(conversation, picked=replied.picked, page=replied.page, misses=0)
        return Turn(turned, options=rows(script, turned, here), redraw=True)
    if isinstance(replied, Answer):
        answers = {**conversation.answers, here.id: replied}
        answered = replace(conversation, answers=answers)
        turn = walk(script, answered, onward(here.next, replied))
        return replace(turn, kept=tuple(keeping.keep(script, answered, here, replied)))
    missed = replace(conversation, misses=conversation.misses + 1)
    line = Line(_unclear(script, missed, here), shared=True)
    return Turn(missed, (line,), rows(script, missed, here))


def _unclear(script: Script, missed: Conversation, here: Question) -> str:
    """Say that an answer fitted nothing, and what would."""
    if isinstance(here, Choose) and here.typed not in {None, WORDS}:
        return f"unread.{here.typed}"
    # An exempt check-in has no skip and no stop to point to.
    out = missed.misses >= MISSES and not script.exempt
    return "unclear.out" if out else "unclear"
