"""The hard-moments plan: what a client notices, what helps, and who is there, on one page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.interview.terms import Kind
from bot.interview.turn import Several
from bot.interview.words import Held
from bot.message import Press
from bot.screens import kept
from bot.screens.lines import below
from bot.screens.screen import Screen, key, line, pages, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.care import Care
    from bot.interview.turn import Line
    from bot.interview.words import KeptWords
    from bot.people import Counselor
    from bot.screens.screen import Keys

PARTS: Final = (Kind.WARNING, Kind.RELIEF, Kind.REFUGE, Kind.PROFESSIONAL, Kind.KEEPER)
"""In the order of the page."""
AT_HAND: Final = PARTS[1:]
"""What is shown when the moment is there: then the first signs are past."""
SITTINGS: Final = {"signs": "hard-signs", "people": "hard-people"}
"""The check-ins that make it, by the word that their keys carry."""
KEY: Final = (key("hard.key", "hard-open"),)
"""A row of one key, which leads to it from another screen."""
NEWEST: Final = 3
"""Words of one part shown when it matters."""
PAGE: Final = 8
"""Words on one page; each has a key."""


def plan(words: Iterable[KeptWords]) -> list[KeptWords]:
    """Give the words of the plan that stand, part by part, oldest first."""
    ours = [one for one in words if one.kind in PARTS and one.held is Held.HELD]
    return sorted(ours, key=lambda one: (PARTS.index(one.kind), one.at, one.text))


def at_hand(words: Iterable[KeptWords]) -> tuple[Line, ...]:
    """Give what is shown first when it matters; nothing where there is no plan."""
    there = plan(words)
    parts = tuple(_newest(there, kind) for kind in AT_HAND)
    rows = [_part(part) for part in parts if part]
    return (below([line("hard.first"), *rows]),) if rows else ()


def screen(
    words: Iterable[KeptWords], page: int = 0, counselor: Counselor | None = None, *, shared: bool
) -> Screen:
    """Show a page of the plan, a key for each of its words; `counselor` is whom it may be shown."""
    every = plan(words)
    shown, page, last = pages(every, page, PAGE)
    if not shown:
        return Screen((line("hard.none"),), (*_sittings(), *_sharing(counselor, shared=shared)))
    state = line("hard.private")
    if counselor is not None and shared:
        state = line("hard.shared", counselor=counselor.name)
    turns = turning(page, last, lambda to: Press("hard", str(to)))
    keys = (*kept.numbered(shown, "words", 0), *turns, *_sittings())
    lines = (line("hard.head"), *_rows(shown), state)
    return Screen(lines, (*keys, *_sharing(counselor, shared=shared)))


def offered(counselor: Counselor) -> Screen:
    """Let the client begin what their counselor offers, or not."""
    later = (key("prompt.not-today", "hard-later"),)
    return Screen((line("hard.suggested", counselor=counselor.name),), (*_sittings(), later))


def seen(care: Care, words: Iterable[KeptWords]) -> Screen:
    """Show a counselor the plan that a client of theirs shares."""
    over = key("hard.go-over", "hard-offer", care.client)
    back = ((over,), (key("enrol.card", "card", care.client),))
    every = plan(words)
    if not every:
        return Screen((line("hard.seen-none", label=care.label),), back)
    parts = groupby(every, key=lambda one: one.kind)
    shown = (below([line(f"kind.{kind}"), *map(kept.point, group)]) for kind, group in parts)
    return Screen((line("hard.seen", label=care.label), *shown), back)


def _newest(there: Sequence[KeptWords], kind: Kind) -> tuple[KeptWords, ...]:
    return tuple(one for one in there if one.kind is kind)[-NEWEST:]


def _part(part: Sequence[KeptWords]) -> Line:
    said = Several(tuple(line("kept.quoted", words=one.text) for one in part))
    return line("hard.part", part=line(f"kind.{part[0].kind}"), words=said)


def _rows(shown: Sequence[KeptWords]) -> Iterator[Line]:
    rows = iter([kept.row(n, one) for n, one in enumerate(shown, start=1)])
    for kind, group in groupby(shown, key=lambda one: one.kind):
        yield below([line(f"kind.{kind}"), *(next(rows) for _ in group)])


def _sittings() -> Keys:
    return ((key("hard.signs", "hard-begin", "signs"), key("hard.people", "hard-begin", "people")),)


def _sharing(counselor: Counselor | None, *, shared: bool) -> Keys:
    if counselor is None:
        return ()
    if shared:
        return ((key("hard.unshare", "hard-share", "off"),),)
    return ((key("hard.share", "hard-share", "on", counselor=counselor.name),),)
