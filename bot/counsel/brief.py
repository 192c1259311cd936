"""A brief as it is read: on one screen of a phone, and whole.

Client and counselor are shown the same lines. What does not fit on the screen is counted there and
stands in the whole one; a quote is never cut.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Final

from bot.brief import Part
from bot.counsel.openings import openings
from bot.counsel.telling import agenda, goals, numbers, reasons, tried
from bot.screens.lines import below
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from bot.counsel.matter import Matter
    from bot.interview.turn import Line

HEIGHT: Final = 25
"""Lines on the screen, about."""
TALL: Final = 9
"""Lines from which a quotation is too long for it."""
_TALL: Final = {"brief.point": "brief.point-tall", "brief.quote": "brief.quote-tall"}
WIDTH: Final = 38
"""Characters in a line on a small phone."""


@dataclass(frozen=True, slots=True)
class Short:
    """What fits on the screen."""

    lines: tuple[Line, ...]
    cut: bool
    """Whether the whole one has more."""


@dataclass(frozen=True, slots=True)
class _Section:
    head: Line | None
    entries: tuple[Line, ...]
    part: Part | None = None
    """None: what may be left out without a word."""


_Block = tuple[_Section, ...]
"""Sections without a space between them."""


def whole(matter: Matter, parts: AbstractSet[Part]) -> tuple[Line, ...]:
    """Give all of it, as lines that are parted by a space; empty when nothing is told."""
    blocks = _blocks(matter, parts)
    laid = [below(_laid(block, [len(one.entries) for one in block])) for block in blocks]
    return (*laid, line("brief.notice")) if laid else ()


def short(matter: Matter, parts: AbstractSet[Part], say: Callable[[Line], str]) -> Short:
    """Give what fits on the screen; `say` puts a line into the counselor's language."""
    told = _blocks(matter, parts)
    if not told:
        return Short((), cut=False)
    blocks = [tuple(_counted(one, say) for one in block) for block in told]
    shown = _fitting([one for block in blocks for one in block], len(blocks), say)
    lines, cut = [], blocks != told
    for block in blocks:
        n = [shown.pop(0) for _ in block]
        cut = cut or any(k < len(one.entries) for k, one in zip(n, block, strict=True) if one.part)
        laid = list(_laid(block, n))
        lines += [below(laid)] if laid else []
    return Short((*lines, line("brief.notice")), cut)


def _blocks(matter: Matter, parts: AbstractSet[Part]) -> list[_Block]:
    """Give what is told, in its order; nothing of a part that is not."""
    made = {
        Part.AGENDA: (line("brief.agenda"), agenda(matter)),
        Part.RATINGS: (None, numbers(matter)),
        Part.GOALS: (line("brief.goals"), goals(matter)),
        Part.REASONS: (line("brief.reasons"), reasons(matter)),
        Part.PLANS: (line("brief.plans"), tried(matter)),
    }
    told = {part: _Section(*made[part], part) for part in made if part in matter.parts}
    if matter.tally.sent:
        counts = line("brief.counts", answered=matter.tally.answered, sent=matter.tally.sent)
        told[Part.COUNTS] = _Section(counts, (), Part.COUNTS)
    if matter.stuck is not None:
        told[Part.BEYOND] = _Section(line("brief.beyond", date=matter.stuck), (), Part.BEYOND)
    orders = (
        (Part.AGENDA,),
        (Part.RATINGS, Part.COUNTS, Part.BEYOND),
        (Part.GOALS, Part.REASONS, Part.PLANS),
    )
    blocks = [
        tuple(told[part] for part in order if part in told and part in parts) for order in orders
    ]
    asked = openings(matter, parts)
    if asked:
        blocks.append((_Section(line("brief.openings"), asked),))
    return [block for block in blocks if block]


def _counted(section: _Section, say: Callable[[Line], str]) -> _Section:
    """Say of what is too long for the screen how long it is, and no word of it."""
    entries = (
        one if _height(one, say) <= TALL or one.id not in _TALL else _tall(one)
        for one in section.entries
    )
    return replace(section, entries=tuple(entries))


def _tall(one: Line) -> Line:
    words = one.slots["words"]
    count = len(words.split()) if isinstance(words, str) else 0
    return line(_TALL[one.id], **{**one.slots, "words": count})


def _laid(block: Iterable[_Section], shown: Sequence[int]) -> Iterator[Line]:
    """Lay a block's lines; what is left out of a part is counted."""
    for one, n in zip(block, shown, strict=True):
        if one.head is not None and (n or one.part):
            yield one.head
        yield from one.entries[:n]
        if one.part and n < len(one.entries):
            yield line("brief.more", n=len(one.entries) - n)


def _fitting(sections: Sequence[_Section], blocks: int, say: Callable[[Line], str]) -> list[int]:
    """Say how many entries of each section fit: of each the first, all points, of each the next.

    Every part keeps room for its head and for the line that counts what is left out.
    """
    room = HEIGHT - _height(line("brief.notice"), say) - blocks
    room -= sum(_least(one, say) for one in sections if one.part)
    shown = [0] * len(sections)
    entries = [(n, k) for n, one in enumerate(sections) for k in range(len(one.entries))]
    for n, k in sorted(entries, key=lambda one: _turn(sections[one[0]], one[1])):
        cost = _cost(sections[n], k, say)
        if shown[n] == k and cost <= room:
            room -= cost
            shown[n] += 1
    return shown


def _turn(section: _Section, k: int) -> int:
    return min(k, 1) if section.part is Part.AGENDA else k and k + 1


def _least(section: _Section, say: Callable[[Line], str]) -> int:
    return (_height(section.head, say) if section.head else 0) + bool(section.entries)


def _cost(section: _Section, n: int, say: Callable[[Line], str]) -> int:
    """Give the lines that one more entry takes; with the last one, none is left to be counted."""
    height = _height(section.entries[n], say)
    if section.part:
        return height - (n + 1 == len(section.entries))
    return height + (_height(section.head, say) if section.head and not n else 0)


def _height(one: Line, say: Callable[[Line], str]) -> int:
    return sum(max(1, ceil(len(row) / WIDTH)) for row in say(one).split("\n"))
