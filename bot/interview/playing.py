"""A pretend client, who plays a check-in along one seeded path, for counting what is said.

No client: any answer is as likely as another, some questions are skipped, some paths are stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from bot.interview import engine
from bot.interview.conversation import ConversationId, Status
from bot.interview.events import Begin, Lapse, Tap, Words
from bot.interview.options import DONE, MORE, answers, least, offered
from bot.interview.pretending import SAID, pretend
from bot.interview.render import render
from bot.interview.steps import SKIP, STOP, Choose, Listen, Pick, Question, Ruler
from bot.people import ClientId

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.events import Event
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script
    from bot.interview.turn import Line

SKIPS, STOPS, SAME, TYPES, ENOUGH = 0.06, 0.03, 0.5, 0.5, 0.5
"""How likely a question is skipped, or stopped at, a rating stays, words are typed where buttons
would do, and no more is picked than must be."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of ours, as it was said."""

    lines: tuple[Line, ...]
    text: str
    """As the client reads it, quotations and all."""


@dataclass(slots=True)
class Played:
    """One path through a check-in."""

    ended: bool = False
    """Whether it came to its end, rather than being stopped."""
    said: list[Said] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Steps that asked, in order."""
    taps: int = 0
    typed: list[str] = field(default_factory=list)


def play(script: Script, phrases: Phrases, locale: str, seed: int) -> Played:
    """Play a check-in; the same seed plays the same path."""
    chance = Random(seed)  # noqa: S311 - a path to count, nothing secret
    client = ClientId("0" * 32)
    conversation = engine.begin(ConversationId("0" * 32), client, script, pretend(script, chance))
    given = {name: chance.choice(SAID) for name in script.given}
    played = Played()
    event: Event = Begin(given)
    while conversation.status in {Status.NEW, Status.WAITING}:
        turn = engine.step(script, conversation, event)
        if turn.lines:
            text = render(turn.lines, turn.options, script, phrases, locale).text
            played.said.append(Said(turn.lines, text))
        conversation = turn.conversation
        if conversation.at is None:
            continue
        here = script.steps[conversation.at]
        if not isinstance(here, Question):
            event = Lapse(conversation.turn)
            continue
        if not turn.redraw:
            played.asked.append(here.id)
        event = _answer(here, conversation, chance, passes=not script.exempt)
        played.taps += isinstance(event, Tap)
        played.typed += [event.text] if isinstance(event, Words) else []
    played.ended = conversation.status is Status.DONE
    return played


def _answer(
    question: Question, conversation: Conversation, chance: Random, *, passes: bool
) -> Event:
    turn, passing = conversation.turn, chance.random()
    if passes and passing < SKIPS + STOPS:
        return Tap(turn, SKIP if passing < SKIPS else STOP)
    match question:
        case Listen():
            return Words(turn, chance.choice(SAID))
        case Choose(typed="words") if chance.random() < TYPES:
            return Words(turn, chance.choice(SAID))
        case Pick():
            return Tap(turn, _picks(question, conversation, chance))
        case Ruler():
            earlier = conversation.memory.ratings.get(question.measures or "", ())
            if earlier and chance.random() < SAME:
                return Tap(turn, str(earlier[-1]))
    return Tap(turn, chance.choice(list(answers(question))))


def _picks(question: Pick, conversation: Conversation, chance: Random) -> str:
    there, picked = offered(conversation, question), conversation.picked
    page = there[conversation.page * question.page :][: question.page]
    left = [choice for choice in page if choice not in picked]
    enough = len(picked) >= max(1, least(conversation, question))
    full = not left or len(picked) >= question.at_most
    if enough and (full or chance.random() < ENOUGH):
        return DONE
    return chance.choice(left) if left else MORE
