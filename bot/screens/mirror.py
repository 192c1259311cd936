"""The client's own words, dated and grouped by kind, each with a way to let go of it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.interview.script import Kind
from bot.interview.words import Held, KeptWords
from bot.message import Press
from bot.screens.screen import Key, Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from bot.interview.turn import Line

ALL = frozenset(Kind)
GOALS = frozenset({Kind.GOAL})
SHOWN = frozenset({Held.HELD, Held.NOT_MINE})
"""What may be let go of. Somebody else's idea never comes back by itself, but it is kept."""
_ORDER = {kind: place for place, kind in enumerate(Kind)}


def screen(words: Iterable[KeptWords], kinds: AbstractSet[Kind] = ALL, page: int = 0) -> Screen:
    """Show a page of what is kept, oldest first within a kind; `kinds` narrows it to goals."""
    name = "goals" if kinds == GOALS else "mirror"
    held_so = SHOWN if name == "mirror" else {Held.HELD}
    held = sorted(
        (kept for kept in words if kept.held in held_so and kept.kind in kinds),
        key=lambda kept: (_ORDER[kept.kind], kept.at),
    )
    shown, page, last = pages(held, page)
    more = ((key("goals.new", "begin", "first-goal"),),) if name == "goals" else ()
    if not shown:
        return Screen((line(f"{name}.none"),), more)
    turns = turning(page, last, lambda to: Press("page", f"{name}-{to}"))
    lines = (line(f"{name}.head"), *_lines(shown, heads=name == "mirror"))
    return Screen(lines, (*_letting_go(shown), *turns, *more))


def _lines(shown: Iterable[KeptWords], *, heads: bool) -> Iterator[Line]:
    number = 0
    for kind, group in groupby(shown, key=lambda kept: kept.kind):
        if heads:
            yield line(f"kind.{kind}")
        for kept in group:
            number += 1
            yield line("mirror.line", n=number, words=kept.text, date=kept.on)


def _letting_go(shown: Iterable[KeptWords]) -> Iterator[tuple[Key, ...]]:
    keys = [
        key("mirror.let-go-of", "let-go", kept.id, n=n) for n, kept in enumerate(shown, start=1)
    ]
    if len(keys) == 1:
        yield (Key(line("mirror.let-go"), keys[0].does),)
        return
    for at in range(0, len(keys), 2):
        yield tuple(keys[at : at + 2])


def sure(words: KeptWords) -> Screen:
    """Ask once before words are let go of."""
    keys = (key("mirror.let-go", "gone", words.id), key("button.keep", "stays", words.id))
    return Screen((line("mirror.sure", words=words.text),), (keys,))
