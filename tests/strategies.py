"""Hypothesis strategies: random check-ins that the parser lets pass, and what may happen in them.

A random check-in is made of steps in a row; every way leads further down, except (with `loops`)
ways back from a question or a pause, so each is sound by construction and all of it is reachable.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.interview.conversation import Memory, Recalled, WordsId
from bot.interview.events import Begin, Event, Lapse, Stop, Tap, Words
from bot.interview.script import Kind, Skill
from tests.scripts import made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.interview.script import Script
    from bot.interview.turn import Turn

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}"), max_size=30)
SAID = st.one_of(
    st.sampled_from(["7", "a 7", "siete", "skip", "That's all", "Option a", "done", "more", "  "]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=400),
)
"""What somebody may type."""
_KINDS = ["scale", "choices", "pick", "open", "say", "pause", "fork"]
KINDS = st.sampled_from([str(kind) for kind in Kind])


@st.composite
def memories(draw: st.DrawFn) -> Memory:
    """Give what may be known when a conversation begins."""
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    recalled = st.builds(Recalled, st.just(WordsId("1" * 32)), TEXT.filter(str.strip), days)
    ratings = st.lists(st.integers(0, 10), max_size=3).map(tuple)
    return Memory(
        words=draw(st.dictionaries(st.sampled_from(Kind), recalled, max_size=4)),
        ratings={"craving": draw(ratings)},
        profile=draw(st.dictionaries(st.just("thing"), TEXT.filter(str.strip))),
        resting=draw(st.frozensets(st.integers(0, 9).map(lambda n: f"test/s{n}.say.1"))),
        seed=draw(st.integers(0, 2**32)),
    )


@st.composite
def scripts(draw: st.DrawFn, *, loops: bool = True) -> Script:
    """Give a check-in that the parser lets pass."""
    count = draw(st.integers(1, 8))
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=count, max_size=count))
    asked = [f"s{n}" for n, kind in enumerate(kinds) if kind in _KINDS[:4]]
    exempt = draw(st.booleans())
    places = [_Place(n, kind, count, loops=loops) for n, kind in enumerate(kinds)]
    body = "".join(draw(_step(place, asked, exempt=exempt)) for place in places)
    return made(body, f"exempt = {str(exempt).lower()}\n")


@dataclass(frozen=True)
class _Place:
    number: int
    kind: str
    count: int
    loops: bool

    @property
    def name(self) -> str:
        return f"s{self.number}"

    @property
    def down(self) -> str:
        return self.at(self.number + 1)

    def at(self, number: int) -> str:
        return f"s{number}" if number < self.count else "end"

    def further(self) -> st.SearchStrategy[str]:
        return st.integers(self.number + 1, self.count).map(self.at)

    def anywhere(self) -> st.SearchStrategy[str]:
        low = 0 if self.loops else self.number + 1
        return st.integers(low, self.count).map(self.at)


@st.composite
def _step(draw: st.DrawFn, place: _Place, asked: Sequence[str], *, exempt: bool) -> str:
    kind = place.kind
    rows = [f"[steps.{place.name}]"]
    if kind == "pause":
        return "\n".join([*rows, 'pause = "5m"', f'next = "{place.down}"', ""])
    if kind == "fork":
        to = {"set": draw(place.further()), "unset": place.down}
        return "\n".join([*rows, 'fork = "profile.thing"', f"next = {_table(to)}", ""])
    rows.append(f"skill = {json.dumps(draw(st.sampled_from(Skill)))}")
    if draw(st.booleans()):
        rows += [f'quote = "{draw(KINDS)}"', f'otherwise = "{draw(place.further())}"']
    if kind == "say":
        slots = st.sampled_from(["", "{profile.thing}", *(f"“{{{name}}}”" for name in asked)])
        variants = draw(st.lists(st.tuples(TEXT, slots), min_size=1, max_size=3))
        texts = [f"x{text}{slot}" for text, slot in variants]
        return "\n".join([*rows, f"say = {_list(texts)}", f'next = "{place.down}"', ""])
    rows.append(f"ask = {_string('?' + draw(TEXT))}")
    rows += draw(_question(kind, place, exempt=exempt))
    return "\n".join([*rows, ""])


@st.composite
def _question(draw: st.DrawFn, kind: str, place: _Place, *, exempt: bool) -> list[str]:
    to = {"else": place.down} | ({} if exempt else {"skip": draw(place.anywhere())})
    if kind == "scale":
        to["3-7"] = draw(place.anywhere())
        rows = ["scale = [0, 10]", 'measures = "craving"']
    elif kind == "open":
        rows = ["open = true", f'keeps = "{draw(KINDS)}"', 'sets = "thing"']
    else:
        options = [chr(ord("a") + n) for n in range(draw(st.integers(2, 9)))]
        to[draw(st.sampled_from(options))] = draw(place.anywhere())
        rows = [f"{kind} = {_table({o: f'Option {o}' for o in options})}", 'sets = "picked"']
        if kind == "pick":
            rows += [
                f"at_least = {draw(st.integers(0, 2))}",
                "page = 4",
                f'keeps = "{draw(KINDS)}"',
            ]
    if kind != "pick" and exempt:
        to.pop("skip", None)
    return [*rows, f"next = {_table(to)}"]


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def _table(values: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{_string(k)} = {_string(v)}" for k, v in values.items()) + " }"


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
