"""The mirror: everything kept, in the client's words, by kind; hidden words on a list apart."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.interview.ifthen import IfThen
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.message import Press
from bot.screens import kept
from bot.screens.lines import below
from bot.screens.screen import Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.interview.turn import Line
    from bot.interview.words import KeptWords
    from bot.screens.kept import Thing

_ORDER = {kind: place for place, kind in enumerate(Kind)}


def screen(words: Iterable[KeptWords], page: int = 0, *, hidden: bool = False) -> Screen:
    """Show a page of what is kept, oldest first within a kind; `hidden`: of what is hidden."""
    every = sorted(kept.things(words), key=place)
    away = [one for one in every if kept.main(one).held is Held.HIDDEN]
    here = away if hidden else [one for one in every if kept.main(one).held in kept.SHOWN]
    name = "hidden" if hidden else "mirror"
    shown, page, last = pages(here, page)
    turns = turning(page, last, lambda to: Press(name, str(to)))
    keys = (*kept.numbered(shown, "words", page), *turns)
    if hidden:
        head = line("mirror.hidden-head" if shown else "mirror.hidden-none")
        return Screen((head, *_lines(shown)), (*keys, (key("button.back", "mirror"),)))
    head = line("mirror.head" if shown else "mirror.none")
    others = ((key("mirror.hidden", "hidden", n=len(away)),),) if away else ()
    return Screen((head, *_lines(shown)), (*keys, *others))


def place(thing: Thing) -> tuple[int, float, str]:
    """Give what they are put in order by."""
    words = kept.main(thing)
    return _ORDER[words.kind], words.at.timestamp(), words.text


def heading(thing: Thing) -> str:
    """Name the phrase that stands above such things."""
    return "kept.plans" if isinstance(thing, IfThen) else f"kind.{thing.kind}"


def _lines(shown: Sequence[Thing]) -> Iterator[Line]:
    rows = iter([kept.row(n, one) for n, one in enumerate(shown, start=1)])
    for head, group in groupby(shown, key=heading):
        yield below([line(head), *(next(rows) for _ in group)])
