"""Openings: questions a session might begin with, each made of certain things only.

The highest rung of the reflection ladder (CONTENT.md) that is certain: a number that moved, a plan
that helped, a goal that is reached, words of their own. Where nothing is certain there are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.brief import Part
from bot.counsel.telling import named
from bot.interview.terms import Effect
from bot.interview.words import Held
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from bot.counsel.matter import Matter
    from bot.interview.turn import Line

MOST: Final = 2
_SHORT: Final = 80
"""Characters of a quote that a question can hold."""


def openings(matter: Matter, parts: AbstractSet[Part]) -> tuple[Line, ...]:
    """Give at most two, of different kinds, out of the parts that are told."""
    kinds = (
        (Part.RATINGS, _moved),
        (Part.PLANS, _helped),
        (Part.GOALS, _reached),
        (Part.REASONS, _wrote),
    )
    firsts = (next(made(matter), None) for part, made in kinds if part in parts)
    return tuple(first for first in firsts if first is not None)[:MOST]


def _moved(matter: Matter) -> Iterator[Line]:
    """Ask about the number that moved furthest; of a fall, what holds it where it is."""
    moved = [(one, one.was) for one in matter.trends if one.was not in {None, one.now}]
    for one, was in sorted(moved, key=lambda pair: -abs(pair[0].now - (pair[1] or 0))):
        if was is not None:
            way = "brief.open-rose" if one.now > was else "brief.open-fell"
            yield line(way, of=named(one), was=was, now=one.now)


def _helped(matter: Matter) -> Iterator[Line]:
    for one in matter.plans:
        if Effect.HELPED in one.went and _fits(one.plan.plan.text):
            yield line("brief.open-helped", words=one.plan.plan.text)


def _reached(matter: Matter) -> Iterator[Line]:
    for one in matter.goals:
        if one.words.held is Held.REACHED and _fits(one.words.text):
            yield line("brief.open-reached", words=one.words.text)


def _wrote(matter: Matter) -> Iterator[Line]:
    for one in matter.reasons:
        if _fits(one.text):
            yield line("brief.open-wrote", words=one.text, date=one.on)


def _fits(text: str) -> bool:
    return len(text) <= _SHORT and "\n" not in text
