"""One goal: where it stands, how its numbers moved, its reasons and its if-then plans."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.interview.ifthen import IfThen
from bot.interview.terms import Readiness
from bot.interview.words import Held
from bot.message import Press
from bot.screens import kept
from bot.screens.forget_part import one_key
from bot.screens.lines import below
from bot.screens.screen import Key, Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bot.interview.conversation import Then
    from bot.interview.turn import Line
    from bot.interview.words import KeptWords
    from bot.screens.kept import Thing
    from bot.screens.screen import Keys

STATES: Final[Mapping[Held, str]] = {
    Held.HELD: "held",
    Held.REACHED: "reached",
    Held.RESTS: "rests",
    Held.LET_GO: "let-go",
    Held.ALONE: "alone",
}
"""What a goal's screen calls where it stands; any other goal has no such screen."""
_TO: Final[Mapping[Held, tuple[str, ...]]] = {
    Held.HELD: ("reached", "rests"),
    Held.REACHED: ("working",),
    Held.RESTS: ("reached", "working"),
    Held.LET_GO: ("working",),
    Held.ALONE: (),
}
"""What a goal can become by a tap."""
ABOUT: Final[Mapping[str, str]] = {
    "matters": "importance",
    "sure": "confidence",
    "where": "readiness",
    "plan": "if-then",
}
"""The check-ins about one goal that its screen offers, by the word that keys carry."""
BEGINS: Final[Mapping[str, str]] = {**ABOUT, "change": "change-plan"}
"""Likewise, with those whose keys stand on other screens."""
_ROWS: Final = (("matters", "sure"), ("where",), ("plan",))


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, and what is known of it."""

    words: KeptWords
    importance: Sequence[Then] = ()
    """Its ratings, newest last."""
    confidence: Sequence[Then] = ()
    readiness: Sequence[Then] = ()
    beside: Sequence[Thing] = ()
    """Its reasons, then its if-then plans, each oldest first."""
    page: int = 0
    """Of what is beside it."""
    fit: Collection[str] = frozenset(ABOUT.values())
    """Those of the check-ins about it that fit now."""


def screen(goal: Goal) -> Screen:
    """Show one goal, and every key for it."""
    shown, page, last = pages(goal.beside, goal.page)
    to = goal.words.id
    turns = turning(page, last, lambda n: Press("goal", f"{to}.{n}"))
    lines = (kept.said(goal.words), below(_stands(goal)), *_beside(shown))
    return Screen(lines, (*turns, *_keys(goal.words, goal.fit), (key("goals.all", "goals"),)))


def _stands(goal: Goal) -> Iterator[Line]:
    yield line(f"goal.{STATES[goal.words.held]}")
    for of, ratings in (("importance", goal.importance), ("confidence", goal.confidence)):
        if ratings:
            yield _rated(of, ratings)
    if goal.readiness:
        newest = goal.readiness[-1]
        name = tuple(Readiness)[newest.value]
        yield line("goal.readiness", readiness=line(f"readiness.{name}"), on=newest.on)


def _rated(of: str, ratings: Sequence[Then]) -> Line:
    """Give the newest number, and the one before if it was another."""
    *before, newest = ratings
    if before and before[-1].value != newest.value:
        was = before[-1]
        return line(f"goal.{of}-was", now=newest.value, was=was.value, then=was.on)
    return line(f"goal.{of}", now=newest.value, on=newest.on)


def _beside(shown: Sequence[Thing]) -> Iterator[Line]:
    for plans, group in groupby(shown, key=lambda one: isinstance(one, IfThen)):
        yield below([line("goal.plans" if plans else "goal.reasons"), *map(kept.point, group)])


def _keys(words: KeptWords, fit: Collection[str]) -> Keys:
    become = tuple(
        key(f"goal.is-{state}", "goal-is", f"{words.id}.{state}") for state in _TO[words.held]
    )
    forget = (one_key(words.id),)
    if words.held is Held.LET_GO:
        return (become, forget)
    keep = (
        key("kept.edit", "reword", words.id),
        key("kept.hide", "hide", words.id),
        key("kept.let-go", "let-go", words.id),
    )
    if words.held is Held.ALONE:
        return (keep, forget)
    chart: tuple[Key, ...] = (key("goal.chart", "progress", words.id),)
    if words.held is not Held.HELD:
        return (become, keep, forget, chart)
    begin = (
        tuple(
            key(f"goal.{name}", "about", f"{name}.{words.id}") for name in row if ABOUT[name] in fit
        )
        for row in _ROWS
    )
    return (become, *filter(None, begin), keep, forget, chart)
