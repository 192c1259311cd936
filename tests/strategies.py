"""Hypothesis strategies: what is known when a random check-in begins, and what may happen in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.interview.conversation import Memory, Recalled, Then, WordsId
from bot.interview.events import Begin, Event, Lapse, Stop, Tap, Words
from bot.interview.road import MIRRORS
from bot.interview.script import Kind
from tests.random_scripts import TEXT, scripts

if TYPE_CHECKING:
    from bot.interview.turn import Turn

__all__ = ["ANSWERS", "DOINGS", "SAID", "Doing", "event", "memories", "scripts"]

SAID = st.one_of(
    st.sampled_from(["7", "a 7", "siete", "skip", "That's all", "Option a", "done", "more", "  "]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=400),
)
"""What somebody may type."""
_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
_SOME = TEXT.filter(str.strip)
_RECALLED = st.builds(
    Recalled, st.just(WordsId("1" * 32)), _SOME, _DAYS, st.one_of(st.just(""), _SOME)
)
_RATINGS = st.lists(st.integers(0, 10), max_size=3).map(tuple)


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """Give what may be known when a conversation begins."""
    goal = draw(st.none() | st.just(WordsId("2" * 32)))
    several = st.lists(_RECALLED, min_size=1, max_size=5).map(tuple)
    measured = st.sampled_from(["craving", "readiness"])
    return Memory(
        words=draw(st.dictionaries(st.sampled_from(Kind), _RECALLED, max_size=4)),
        ratings=draw(st.dictionaries(measured, _RATINGS)),
        profile=draw(st.dictionaries(st.just("thing"), _SOME)),
        resting=draw(st.frozensets(st.integers(0, 9).map(lambda n: f"test/s{n}.say.1"))),
        seed=draw(st.integers(0, 2**32)),
        about=None if goal is None else draw(st.none() | _RECALLED),
        goal=goal,
        several=draw(st.dictionaries(st.sampled_from(Kind), several, max_size=3)),
        earlier=draw(st.frozensets(st.integers(0, 9).map(lambda n: f"s{n}"))),
        mirrors=draw(st.sampled_from(["", *MIRRORS[:-1]])),
        then=draw(st.dictionaries(measured, st.builds(Then, st.integers(0, 10), _DAYS))),
        goals=draw(st.integers(0, 3)),
    )


@dataclass(frozen=True)
class Doing:
    """Something a client or a timer may do, said without knowing the conversation."""

    what: str
    which: int = 0
    """Which of the buttons that are there, counted round."""
    text: str = ""
    ago: int = 0
    """How many turns ago the question was put that this belongs to; below 0: not put yet."""


AGO = st.sampled_from([0, 0, 0, 0, 1, 2, 5, -1])
DOINGS = st.one_of(
    st.builds(Doing, st.just("tap"), st.integers(0, 30), st.just(""), AGO),
    st.builds(Doing, st.just("words"), st.just(0), SAID, AGO),
    st.builds(Doing, st.just("lapse"), st.just(0), st.just(""), AGO),
    st.builds(Doing, st.sampled_from(["stop", "room", "begin", "forge"]), text=SAID),
)
ANSWERS = st.one_of(
    st.builds(Doing, st.just("tap"), st.integers(0, 30)),
    st.builds(Doing, st.just("words"), text=SAID),
)
"""What answers, or tries to."""


def event(doing: Doing, turn: Turn) -> Event:
    """Give the event of a doing, now that the conversation stands where `turn` left it."""
    at = max(0, turn.conversation.turn - doing.ago)
    buttons = [option.id for row in turn.options for option in row]
    match doing.what:
        case "tap" if buttons:
            return Tap(at, buttons[doing.which % len(buttons)])
        case "words":
            return Words(at, doing.text)
        case "lapse":
            return Lapse(at)
        case "stop" | "room":
            return Stop(by_client=doing.what == "stop")
        case "begin":
            return Begin()
        case _:
            return Tap(at, doing.text)
