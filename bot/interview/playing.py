"""A pretend client, who plays a check-in along one seeded path, for counting what is said.

No client: any answer is as likely as another, some questions are skipped, some paths are stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

from bot.interview import engine
from bot.interview.conversation import ConversationId, Memory, Recalled, Status, WordsId
from bot.interview.events import Begin, Lapse, Tap, Words
from bot.interview.options import DONE, answers
from bot.interview.render import render
from bot.interview.script import SKIP, STOP, Listen, Pick, Question, Ruler
from bot.people import ClientId

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.interview.events import Event
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script
    from bot.interview.turn import Line

SAID: Final = (
    "up for breakfast with the kids",
    "left after one. told dee first",
    "sleep",
    "my sister, mostly, and that the car keys were somewhere else",
    "don't know",
    "not much of anything this week to be honest",
)
"""What somebody might write."""
KNOWN, SKIPS, STOPS, SAME = 0.7, 0.06, 0.03, 0.5
"""How likely something is known beforehand, a question is skipped or stopped at, a rating stays."""


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
    conversation = engine.begin(ConversationId("0" * 32), client, script, _memory(script, chance))
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


def _memory(script: Script, chance: Random) -> Memory:
    quotes = sorted({kind for s in script.steps.values() if (kind := getattr(s, "quote", None))})
    rulers = [s for s in script.steps.values() if isinstance(s, Ruler) and s.measures]
    return Memory(
        words={
            kind: Recalled(WordsId("0" * 32), chance.choice(SAID), date(2026, 5, 3))
            for kind in quotes
            if chance.random() < KNOWN
        },
        ratings={
            ruler.measures or "": tuple(
                chance.choices(range(ruler.low, ruler.high + 1), k=chance.randrange(4))
            )
            for ruler in rulers
        },
        profile={"thing": "drinking"} if chance.random() < KNOWN else {},
        seed=chance.randrange(1 << 30),
    )


def _answer(
    question: Question, conversation: Conversation, chance: Random, *, passes: bool
) -> Event:
    turn, passing = conversation.turn, chance.random()
    if passes and passing < SKIPS + STOPS:
        return Tap(turn, SKIP if passing < SKIPS else STOP)
    match question:
        case Listen():
            return Words(turn, chance.choice(SAID))
        case Pick() if len(conversation.picked) >= max(1, question.at_least):
            return Tap(turn, DONE)
        case Pick():
            page = question.choices[conversation.page * question.page :][: question.page]
            left = [choice for choice in page if choice not in conversation.picked]
            return Tap(turn, chance.choice(left or page))
        case Ruler():
            earlier = conversation.memory.ratings.get(question.measures or "", ())
            if earlier and chance.random() < SAME:
                return Tap(turn, str(earlier[-1]))
    return Tap(turn, chance.choice(list(answers(question))))
