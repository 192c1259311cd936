"""Random check-ins that the parser lets pass, of every kind of step there is.

One is made of steps in a row; every way leads further down, except (with `loops`) ways back from a
question or a pause, so each is sound by construction and all of it is reachable. What needs
something to be sure stands behind a fork that has made it so, and is led to from nowhere else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.interview import road
from bot.interview.terms import Kind, Skill
from tests.scripts import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.interview.script import Script

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}"), max_size=30)
_ASKING = ("scale", "choices", "pick", "open")
_KINDS = (*_ASKING, "say", "pause", "fork", "among", "known", "go")
KINDS = st.sampled_from([str(kind) for kind in Kind])
_GATE = '[gate]\nat = ["two-minds"]\nimportance = 6\nrests = "28d"\nneeds = "goal"\n'
_SLOTS = ("{profile.thing}", "{words.support}", "{then.craving} {then.craving.on}", "{now.craving}")


@st.composite
def scripts(draw: st.DrawFn, *, loops: bool = True) -> Script:
    """Give a check-in that the parser lets pass."""
    count = draw(st.integers(1, 8))
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=count, max_size=count))
    places = [_Place(n, kinds, loops=loops) for n in range(count)]
    flags = {key: draw(st.booleans()) for key in ("exempt", "goal", "on_demand")}
    body = "".join(draw(_step(place, exempt=flags["exempt"])) for place in places)
    head = "".join(f"{key} = {json.dumps(on)}\n" for key, on in flags.items())
    return made(body, head + draw(st.sampled_from(["", _GATE])))


@dataclass(frozen=True)
class _Place:
    number: int
    kinds: Sequence[str]
    loops: bool

    @property
    def kind(self) -> str:
        return self.kinds[self.number]

    @property
    def name(self) -> str:
        return f"s{self.number}"

    @property
    def behind(self) -> str:
        """What only the fork of this place leads to."""
        return f"{self.name}-b"

    @property
    def down(self) -> str:
        return self.at(self.number + 1)

    def at(self, number: int) -> str:
        return f"s{number}" if number < len(self.kinds) else "end"

    def further(self) -> st.SearchStrategy[str]:
        return st.integers(self.number + 1, len(self.kinds)).map(self.at)

    def anywhere(self) -> st.SearchStrategy[str]:
        low = 0 if self.loops else self.number + 1
        return st.integers(low, len(self.kinds)).map(self.at)

    def of(self, *kinds: str) -> list[str]:
        """Give the steps of these kinds."""
        return [f"s{n}" for n, kind in enumerate(self.kinds) if kind in kinds]

    def picks(self) -> list[str]:
        """Give the picks further up."""
        return [f"s{n}" for n, kind in enumerate(self.kinds[: self.number]) if kind == "pick"]


@st.composite
def _step(draw: st.DrawFn, place: _Place, *, exempt: bool) -> str:
    match place.kind:
        case "pause":
            return _written(place.name, ['pause = "5m"', f'next = "{place.down}"'])
        case "fork":
            on, ways = draw(_fork(place))
            to = {way: draw(place.further()) for way in ways} | {"else": place.down}
            return _written(place.name, [f'fork = "{on}"', f"next = {_table(to)}"])
        case "go":
            to = {"set": place.behind, "unset": place.down}
            fork = _written(place.name, ['fork = "profile.thing"', f"next = {_table(to)}"])
            return fork + _written(place.behind, ['go = "other"'])
        case "among" if place.picks():
            among = draw(st.sampled_from(place.picks()))
            to = {"skip": place.down, "else": place.behind}
            fork = _written(place.name, [f'fork = "{among}"', f"next = {_table(to)}"])
            rows = ['skill = "open question"', 'ask = "?"', f'among = "{among}"', "page = 2"]
            rows += [f"at_least = {draw(st.integers(0, 1))}", f'keeps = "{draw(KINDS)}"']
            return fork + _written(place.behind, [*rows, f'next = "{place.down}"'])
        case "among" | "known":
            kind = draw(st.sampled_from(["support", "goal"]))
            asks = "{words.%s} or {then.craving} on {then.craving.on}, {now.craving}?"
            one = {"some": place.behind, "none": place.down}
            other = dict.fromkeys(road.COMPARED, f"{place.name}-c") | {"none": place.down}
            fork = _written(place.name, [f'fork = "words.{kind}"', f"next = {_table(one)}"])
            fork += _written(place.behind, ['fork = "then.craving"', f"next = {_table(other)}"])
            rows = ['skill = "open question"', f"ask = {_string(asks % kind)}"]
            rows += ['choices = { a = "A" }', f'next = "{place.down}"']
            return fork + _written(f"{place.name}-c", rows)
        case _:
            return draw(_speaking(place, exempt=exempt))


@st.composite
def _fork(draw: st.DrawFn, place: _Place) -> tuple[str, Iterable[str]]:
    scales, asking = place.of("scale"), place.of(*_ASKING)
    ways: dict[str, Sequence[str]] = {
        "profile.thing": road.PROFILE[:1],
        "words.support": road.WORDS,
        "then.craving": road.THEN,
        "mirrors": road.MIRRORS[:4],
        "goals": road.GOALS,
        "earlier.all": road.EARLIER[:1],
    }
    ways |= {f"{scale}.move": road.MOVES for scale in scales}
    ways |= {f"{a}.from.{b}": road.COMPARED for a in scales for b in scales}
    ways |= {f"earlier.{asked}": road.EARLIER for asked in asking}
    ways |= dict.fromkeys(asking, ("skip",))
    on = draw(st.sampled_from(sorted(ways)))
    return on, ways[on]


@st.composite
def _speaking(draw: st.DrawFn, place: _Place, *, exempt: bool) -> str:
    rows = [f"skill = {json.dumps(draw(st.sampled_from(Skill)))}"]
    if draw(st.booleans()):
        rows += [f'quote = "{draw(KINDS)}"', f'otherwise = "{draw(place.further())}"']
    if place.kind != "say":
        rows.append(f"ask = {_string('?' + draw(TEXT))}")
        rows += draw(_question(place.kind, place, exempt=exempt))
        return _written(place.name, rows)
    given = [f"“{{{name}}}”" for name in place.of(*_ASKING)]
    given += [f"{{{name}.before}} {{{name}.lower}}" for name in place.of("scale")]
    slots = st.sampled_from(["", "{earlier.count}", *_SLOTS, *given])
    variants = draw(st.lists(st.tuples(TEXT, slots), min_size=1, max_size=3))
    texts = [f"x{text}{slot}" for text, slot in variants]
    return _written(place.name, [*rows, f"say = {_list(texts)}", f'next = "{place.down}"'])


@st.composite
def _question(draw: st.DrawFn, kind: str, place: _Place, *, exempt: bool) -> list[str]:
    to = {"else": place.down} | ({} if exempt else {"skip": draw(place.anywhere())})
    if kind == "scale":
        to["3-7"] = draw(place.anywhere())
        rows = ["scale = [0, 10]", 'measures = "craving"']
        if draw(st.booleans()):
            rows.append('beside = { used = "Option used" }')
            to["used"] = draw(place.anywhere())
    elif kind == "open":
        rows = ["open = true", f'keeps = "{draw(KINDS)}"', 'sets = "thing"']
    else:
        options = [chr(ord("a") + n) for n in range(draw(st.integers(2, 9)))]
        to[draw(st.sampled_from(options))] = draw(place.anywhere())
        rows = [f"{kind} = {_table({o: f'Option {o}' for o in options})}", 'sets = "picked"']
        rows += draw(_picking() if kind == "pick" else _choosing())
    return [*rows, f"next = {_table(to)}"]


@st.composite
def _picking(draw: st.DrawFn) -> list[str]:
    return [f"at_least = {draw(st.integers(0, 2))}", "page = 4", f'keeps = "{draw(KINDS)}"']


@st.composite
def _choosing(draw: st.DrawFn) -> list[str]:
    measures = ['measures = "readiness"'] if draw(st.booleans()) else []
    written = ['typed = "words"', f'keeps = "{draw(KINDS)}"'] if draw(st.booleans()) else []
    return measures + written


def _written(name: str, rows: Sequence[str]) -> str:
    return "\n".join([f"[steps.{name}]", *rows, ""])


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def _table(values: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_string(k)} = {_string(v)}" for k, v in values.items()) + " }"
