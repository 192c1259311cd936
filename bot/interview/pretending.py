"""What a pretend client is known by when a check-in begins: all that it draws on, or some of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from bot.interview import road
from bot.interview.conversation import Memory, Recalled, Then, WordsId
from bot.interview.rated import measured
from bot.interview.steps import Choose, Fork, Pick, Ruler
from bot.interview.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from bot.interview.script import Script

    S = TypeVar("S", bound=str)

SAID: Final = (
    "up for breakfast with the kids",
    "left after one. told dee first",
    "sleep",
    "my sister, mostly, and that the car keys were somewhere else",
    "don't know",
    "not much of anything this week to be honest",
)
"""What somebody might write."""
KNOWN: Final = 0.7
"""How likely something is known beforehand."""
_ON: Final = date(2026, 5, 3)
_SCALE: Final = range(11)
_GOALS: Final = (0, 1, 3)


def pretend(script: Script, chance: Random) -> Memory:
    """Give a memory out of everything that the check-in quotes, names in a slot or branches on."""
    names = _names(script)
    kinds = {kind for s in script.steps.values() if (kind := getattr(s, "quote", None))}
    kinds |= {Kind(name) for name in names["words"]}
    scales = _scales(script, names["then"])
    then = {of: Then(chance.choice(s), _ON) for of, s in scales.items() if of in names["then"]}
    words = {kind: _recalled(kind, chance) for kind in _some(sorted(kinds), chance)}
    then = {of: then[of] for of in _some(sorted(then), chance)}
    earlier = frozenset(_some(_asked(script, names["earlier"]), chance))
    mirrors = ["", *(kind.value for kind in words if kind in road.MIRRORS), *["number"] * len(then)]
    return Memory(
        words=words,
        ratings={of: tuple(chance.choices(s, k=chance.randrange(4))) for of, s in scales.items()},
        profile={"thing": "drinking"} if chance.random() < KNOWN else {},
        seed=chance.randrange(1 << 30),
        about=words.get(Kind.GOAL) if script.on_goal else None,
        several={
            kind: tuple(_recalled(kind, chance) for _ in range(chance.randrange(1, 4)))
            for kind in sorted(words)
            if kind in names["words"]
        },
        earlier=earlier,
        picked={
            id_: tuple(chance.sample(pick.choices, chance.randint(1, pick.at_most)))
            for id_ in sorted(earlier)
            if isinstance(pick := script.steps[id_], Pick)
        },
        mirrors=chance.choice(mirrors),
        then=then,
        goals=chance.choice(_GOALS),
    )


def _names(script: Script) -> dict[str, set[str]]:
    """Give what slots and forks name of what is known beforehand, by what it is."""
    found: dict[str, set[str]] = {"words": set(), "then": set(), "earlier": set()}
    forks = (step.on for step in script.steps.values() if isinstance(step, Fork))
    for used in (*forks, *(name for line in script.slots.values() for name in line)):
        head, _, part = used.partition(".")
        if head in found and part and part != road.MOVE:
            found[head].add(part.partition(".")[0])
    return found


def _asked(script: Script, earlier: Iterable[str]) -> list[str]:
    """Give the steps that may have been answered before, in a check-in that goes by that."""
    keeping = {id_ for id_, step in script.steps.items() if getattr(step, "keeps", None)}
    return sorted(keeping.union(earlier) & script.steps.keys()) if earlier else []


def _scales(script: Script, then: Iterable[str]) -> dict[str, range]:
    found = dict.fromkeys(sorted(then), _SCALE)
    for step in script.steps.values():
        of = measured(step)
        if of is not None and isinstance(step, Ruler):
            found[of] = range(step.low, step.high + 1)
        elif of is not None and isinstance(step, Choose):
            found[of] = range(len(step.choices))
    return found


def _some(things: Iterable[S], chance: Random) -> list[S]:
    return [thing for thing in things if chance.random() < KNOWN]


def _recalled(kind: Kind, chance: Random) -> Recalled:
    cue = chance.choice(SAID) if kind is Kind.PLAN else ""
    return Recalled(WordsId("0" * 32), chance.choice(SAID), _ON, cue)
