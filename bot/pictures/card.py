"""The change plan as a card: six parts in the client's own words, to keep as a picture.

Nothing is cut. A long plan makes a taller card, a very long one smaller letters on it, so that
Telegram still takes it (width and height together at most 10,000 pixels).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.pictures.letters import LEADING, Lettering, drawable, drawn
from bot.pictures.sheet import MARGIN, WIDTH, Sheet
from bot.pictures.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.pictures.letters import Weight

TALLEST: Final = 8000
"""Pixels."""
SIZES: Final = (40, 34, 28, 22, 17, 13)
"""Of the client's words, in pixels: the largest with which the card is no taller than that."""
_INSET: Final = 30
_ROOM: Final = WIDTH - 2 * MARGIN - _INSET


@dataclass(frozen=True, slots=True)
class Words:
    """What the client said, and when, as it is to be written."""

    text: str
    date: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the plan; without words it is still open."""

    title: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """A change plan in the client's language."""

    head: str
    parts: tuple[Part, ...]
    open: str
    """What stands at a part without words."""
    dark: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """One line on the card."""

    text: str
    size: float
    colour: str
    before: float
    """Pixels of air above it."""
    weight: Weight = "normal"
    inset: float = _INSET


def if_drawable(plan: ChangePlan) -> bytes:
    """Draw the card, as `change_plan` does; nothing where its words have letters the font lacks."""
    said = (words.text for part in plan.parts for words in part.words)
    return change_plan(plan) if all(map(drawable, said)) else b""


def change_plan(plan: ChangePlan) -> bytes:
    """Draw the card as a PNG, 1080 pixels wide."""
    for size in SIZES:
        groups = [list(_head(plan)), *(list(_part(plan, n, size)) for n in range(len(plan.parts)))]
        height = 2 * MARGIN + sum(_tall(row) for rows in groups for row in rows)
        if height <= TALLEST or size == SIZES[-1]:
            return _drawn(plan, groups, height)
    raise AssertionError  # the smallest size takes whatever there is


def _head(plan: ChangePlan) -> Iterator[_Row]:
    for line in Lettering(48, "bold").wrapped(drawn(plan.head), _ROOM + _INSET):
        yield _Row(line, 48, theme(dark=plan.dark).ink, 0, weight="bold", inset=0)


def _part(plan: ChangePlan, n: int, size: int) -> Iterator[_Row]:
    part, look = plan.parts[n], theme(dark=plan.dark)
    tone = look.tones[n % len(look.tones)]
    yield _Row(drawn(part.title), max(size * 0.8, 13), tone, size * 1.3, weight="bold")
    if not part.words:
        yield _Row(drawn(plan.open), size * 0.9, look.muted, size * 0.15)
    for words in part.words:
        air = size * 0.2
        for line in Lettering(size).wrapped(drawn(words.text), _ROOM):
            yield _Row(line, size, look.ink, air)
            air = 0
        yield _Row(drawn(words.date), size * 0.75, look.muted, 0)


def _tall(row: _Row) -> float:
    return row.before + row.size * LEADING


def _drawn(plan: ChangePlan, groups: list[list[_Row]], height: float) -> bytes:
    look = theme(dark=plan.dark)
    sheet, y = Sheet(height, look.paper), float(MARGIN)
    for n, rows in enumerate(groups):
        top = y + rows[0].before
        for row in rows:
            y += _tall(row)
            x = MARGIN + row.inset
            foot = y - row.size * (LEADING - 1)
            sheet.put(x, foot, row.text, row.size, row.colour, weight=row.weight)
        if n:
            tone = look.tones[(n - 1) % len(look.tones)]
            sheet.stroke([(MARGIN + 3, top + 4), (MARGIN + 3, y - 4)], tone, 6)
    return sheet.png()
