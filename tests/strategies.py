"""Hypothesis strategies: what is known when a random check-in begins, and what may happen in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from bot.interview.conversation import Memory, Recalled, Then, WordsId
from bot.interview.events import Begin, Event, Lapse, Stop, Tap, Words
from bot.interview.road import MIRRORS
from bot.interview.terms import Kind
from tests.random_scripts import TEXT, scripts

if TYPE_CHECKING:
    from bot.interview.turn import Turn

V = TypeVar("V")

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
_KINDS = st.sampled_from([Kind.SUPPORT, Kind.GOAL, Kind.PLAN, *Kind])
_RATINGS = st.lists(st.integers(0, 10), max_size=3).map(tuple)


def _measured(values: st.SearchStrategy[V]) -> st.SearchStrategy[dict[str, V]]:
    return st.fixed_dictionaries({}, optional={"craving": values, "readiness": values})


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """Give what may be known when a conversation begins."""
    goal = draw(st.none() | st.just(WordsId("2" * 32)))
    several = st.lists(_RECALLED, min_size=1, max_size=5).map(tuple)
    then = st.builds(Then, st.integers(0, 10), _DAYS)
    return Memory(
        words=draw(st.dictionaries(_KINDS, _RECALLED, max_size=4)),
        ratings=draw(_measured(_RATINGS)),
        profile=draw(st.dictionaries(st.just("thing"), _SOME)),
        resting=draw(st.frozensets(st.integers(0, 9).map(lambda n: f"test/s{n}.say.1"))),
        seed=draw(st.integers(0, 2**32)),
        about=None if goal is None else draw(st.none() | _RECALLED),
        goal=goal,
        several=draw(st.dictionaries(_KINDS, several, max_size=3)),
        earlier=draw(st.frozensets(st.integers(0, 9).map(lambda n: f"s{n}"))),
        picked=draw(
            st.dictionaries(
                st.integers(0, 9).map(lambda n: f"s{n}"),
                st.lists(st.sampled_from("ab"), min_size=1, unique=True).map(tuple),
            )
        ),
        mirrors=draw(st.sampled_from(["", *MIRRORS[:-1]])),
        then=draw(_measured(then)),
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


ENOUGH = st.builds(Doing, st.just("forge"), text=st.just("-done"))
"""Picking is over, where enough is picked."""
AGO = st.sampled_from([0, 0, 0, 0, 1, 2, 5, -1])
_TAP = st.builds(Doing, st.just("tap"), st.integers(0, 30))
_WRITE = st.builds(Doing, st.just("words"), text=SAID)
ANSWERS = st.one_of(_TAP, _TAP, _TAP, _WRITE, _WRITE, ENOUGH)
"""What answers, or tries to."""
DOINGS = st.one_of(
    ANSWERS,
    ANSWERS,
    st.builds(Doing, st.just("tap"), st.integers(0, 30), st.just(""), AGO),
    st.builds(Doing, st.just("words"), st.just(0), SAID, AGO),
    st.builds(Doing, st.just("lapse"), st.just(0), st.just(""), AGO),
    st.builds(Doing, st.sampled_from(["stop", "room", "begin", "forge"]), text=SAID),
)


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
