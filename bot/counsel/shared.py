"""What a client lets their counselor read: goals and if-then plans, and words chosen one by one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.interview.ifthen import IfThen, plans
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.message import Press
from bot.screens import kept
from bot.screens.lines import below
from bot.screens.mirror import heading, place
from bot.screens.screen import Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.care import Care
    from bot.interview.turn import Line
    from bot.interview.words import KeptWords
    from bot.screens.kept import Thing
    from bot.screens.screen import Keys

_STANDS: Final = {
    Held.HELD: "",
    Held.REACHED: "brief.reached",
    Held.RESTS: "brief.resting",
    Held.ALONE: "hard.not-alone",
}
"""What is said of a goal or a plan that is told; any other is not."""


def aims(words: Iterable[KeptWords], quotable: Callable[[str], bool]) -> list[Thing]:
    """Give goals and then if-then plans that may be told, oldest first.

    What safety would stop at today is left out, but for what is dangerous alone, and told as that.
    """
    stand = [one for one in words if one.held in _STANDS]
    told = [one for one in stand if one.held is Held.ALONE or quotable(one.text)]
    goals = sorted((one for one in told if one.kind is Kind.GOAL), key=lambda one: one.at)
    made = sorted(plans(told), key=lambda one: one.plan.at)
    return [*goals, *made]


def chosen(words: Iterable[KeptWords]) -> list[Thing]:
    """Give what they chose to show and still hold, by kind, oldest first."""
    every = sorted(kept.things(words), key=place)
    return [one for one in every if kept.main(one).shown and kept.main(one).held in kept.SHOWN]


def goals(care: Care, things: Sequence[Thing], page: int = 0) -> Screen:
    """Show a page of goals and plans, verbatim and dated."""
    return _page(care, things, page, "goals")


def words(care: Care, things: Sequence[Thing], page: int = 0) -> Screen:
    """Show a page of the words they chose, verbatim and dated."""
    return _page(care, things, page, "words")


def _page(care: Care, things: Sequence[Thing], page: int, name: str) -> Screen:
    back: Keys = ((key("counselor.card", "client", care.client),),)
    shown, page, last = pages(things, page)
    if not shown:
        return Screen((line(f"seen.no-{name}", label=care.label),), back)
    turns = turning(page, last, lambda to: Press(name, f"{care.client}.{to}"))
    blocks = [below([line(head), *map(_said, group)]) for head, group in groupby(shown, heading)]
    return Screen((line(f"seen.{name}", label=care.label), *blocks), (*turns, *back))


def _said(thing: Thing) -> Line:
    """Quote a thing; of a goal or a plan that is not simply held, say how it stands."""
    stands = _STANDS.get(kept.main(thing).held, "")
    if not stands or (not isinstance(thing, IfThen) and thing.kind is not Kind.GOAL):
        return kept.point(thing)
    return line("brief.goal", quote=kept.point(thing), said=line(stands))
