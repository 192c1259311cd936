"""The client's goals: those they work on, and lists apart of what is reached, rests or is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.message import Press
from bot.screens import kept
from bot.screens.lines import below
from bot.screens.screen import Key, Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.interview.words import KeptWords

NOW: Final = "now"
LISTS: Final[Mapping[str, frozenset[Held]]] = {
    NOW: frozenset({Held.HELD, Held.ALONE}),
    "others": frozenset({Held.REACHED, Held.RESTS}),
    "gone": frozenset({Held.LET_GO}),
}
"""The lists of goals, by the name that keys carry."""
_HEADS: Final = {NOW: "goals.head", "others": "goals.others-head", "gone": "goals.gone-head"}
_EMPTY: Final = {NOW: "goals.none", "others": "goals.others-none", "gone": "goals.gone-none"}
_LEAD: Final = {"others": "goals.more", "gone": "goals.let-gone"}


def screen(words: Iterable[KeptWords], which: str = NOW, page: int = 0) -> Screen:
    """Show a page of one list of goals, oldest first, with keys to each and to the other lists."""
    goals = [one for one in words if one.kind is Kind.GOAL]
    here = [one for one in goals if one.held in LISTS[which]]
    shown, page, last = pages(here, page)
    rows = [below(kept.row(n, one) for n, one in enumerate(shown, start=1))] if shown else []
    turns = turning(page, last, lambda to: Press("goals", f"{which}.{to}"))
    empty = "goals.none-now" if which == NOW and goals else _EMPTY[which]
    head = line(_HEADS[which] if shown else empty)
    return Screen((head, *rows), (*kept.numbered(shown, "goal", 0), *turns, *_below(goals, which)))


def _below(goals: list[KeptWords], which: str) -> Iterator[tuple[Key, ...]]:
    if which != NOW:
        yield (key("goals.all", "goals"),)
        return
    for other, label in _LEAD.items():
        n = sum(one.held in LISTS[other] for one in goals)
        if n:
            yield (key(label, "goals", other, n=n),)
    yield (key("goals.plan", "command", "plan"),)
    yield (key("goals.new", "begin", "first-goal"),)
