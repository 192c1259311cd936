"""ZIP codes, towns and states of the United States, by what somebody types. Nothing is sent.

Source: the PyPI package `zipcodes`, which carries its data; some 55 MB are held once it was asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import zipcodes

from bot.interview.hearing import plain
from bot.places.states import ISLANDS, NAMES, named
from bot.treatment.earth import Point
from bot.treatment.spot import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MANY: Final = 8
"""Towns of one name that are offered, the largest first."""
OUTSHINES: Final = 3
"""How many times larger a town is that is meant though another has the name."""
LARGE: Final = 20
"""ZIP codes of a town that may be meant with the name of a state: New York, Washington."""
_ZIP: Final = re.compile(r"(?:^|\D)(\d{5})(?:\s*-\s*\d{4})?\s*$")
_SHORT: Final[Mapping[str, str]] = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


@dataclass(frozen=True, slots=True)
class _Town:
    name: str
    state: str
    at: Point
    size: int
    """How many ZIP codes it has."""


Names = Mapping[str, "Sequence[_Town]"]


class Zips:
    """Knows ZIP codes, towns and states; keeps `bot.ports.Where`."""

    def find(self, text: str) -> Sequence[Spot]:
        """Give what may be meant, likeliest first; empty if nothing is.

        Takes half a second the first time, so it is asked in a thread.
        """
        code = _ZIP.search(text)
        if code is not None:
            return tuple(_zip(code[1]))
        states = named(text)
        if states and len(text.strip()) == 2:  # noqa: PLR2004 - "NY" is a state, and no town's name
            return tuple(map(_state, states))
        towns = _towns_called(text, alone=not states)
        meant = [town for town in towns if not states or town.size >= LARGE]
        whole = [*map(_spot, meant), *map(_state, states)]
        return tuple(whole or _town_in_state(text))[:MANY]


def _zip(code: str) -> Iterator[Spot]:
    for found in zipcodes.matching(code):  # type: ignore[no-untyped-call]  # it ships none
        at = _point(found)
        if at is not None:
            yield Spot(code, code, at)


def _state(code: str) -> Spot:
    """Give a state as a whole; an island is small enough to be looked at from its largest town."""
    if code not in ISLANDS:
        return Spot(code, NAMES[code], region=code)
    own, _ = _towns()
    here = (town for towns in own.values() for town in towns if town.state == code)
    return Spot(code, NAMES[code], max(here, key=lambda town: town.size).at)


def _towns_called(text: str, *, alone: bool) -> Sequence[_Town]:
    """Give the towns of a name, the largest first.

    One that only goes by it counts where no other has it, or all are far smaller: Manhattan. That
    is so if the name is the towns' `alone`, and no state's.
    """
    own, others = (known.get(_key(text), ()) for known in _towns())
    largest = max((town.size for town in own), default=0)
    besides = (town for town in others if alone and town.size > largest * OUTSHINES)
    return sorted((*own, *besides), key=lambda town: (-town.size, town.state))


def _town_in_state(text: str) -> Sequence[Spot]:
    """Read `Portland, Oregon`, `Portland OR` or `Saint Louis Missouri`."""
    words = text.replace(",", " ").split()
    for at in range(len(words) - 1, max(0, len(words) - 4), -1):
        states, name = set(named(" ".join(words[at:]))), _key(" ".join(words[:at]))
        for known in _towns():
            if found := [_spot(town) for town in known.get(name, ()) if town.state in states]:
                return found
    return ()


def _spot(town: _Town) -> Spot:
    return Spot(f"{town.name}, {town.state}", f"{town.name}, {town.state}", town.at)


@cache
def _towns() -> tuple[Names, Names]:
    """Give the towns by their own names, and by the others that their mail may come under."""
    own: dict[str, dict[str, list[tuple[str, Point]]]] = {}
    others: dict[str, set[tuple[str, str]]] = {}
    for state in NAMES:
        for row in zipcodes.filter_by(state=state):  # type: ignore[no-untyped-call]  # as above
            at, name = _point(row), row["city"]
            if at is None:
                continue
            own.setdefault(_key(name), {}).setdefault(state, []).append((name, at))
            for other in (*row["acceptable_cities"], *row["unacceptable_cities"]):
                others.setdefault(_key(other), set()).add((_key(name), state))
    towns = {
        name: {state: _town(state, rows) for state, rows in states.items()}
        for name, states in own.items()
    }
    return (
        {name: tuple(states.values()) for name, states in towns.items()},
        {
            other: tuple(towns[name][state] for name, state in sorted(of))
            for other, of in others.items()
            if other
        },
    )


def _town(state: str, rows: Sequence[tuple[str, Point]]) -> _Town:
    """Put a town where the middle one of its ZIP codes is."""
    lats, lngs = sorted(at.lat for _, at in rows), sorted(at.lng for _, at in rows)
    middle = len(rows) // 2
    return _Town(rows[0][0], state, Point(lats[middle], lngs[middle]), len(rows))


def _point(row: Mapping[str, str]) -> Point | None:
    """Give where a ZIP code is; those of the armed forces are nowhere."""
    at = Point(float(row["lat"]), float(row["long"]))
    return None if at == Point(0, 0) else at


def _key(name: str) -> str:
    simple = name.isascii() and name.replace(" ", "").isalpha()  # most are, and it saves a second
    words = (name.lower() if simple else plain(name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)
