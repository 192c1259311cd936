"""A screen: lines to say and keys to press, by id; words come when it is voiced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from bot.interview.turn import Line, Slot
from bot.message import Press

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
PAGE: Final = 5
"""Things of the client's own shown at once."""


@dataclass(frozen=True, slots=True)
class Key:
    """A button on a screen: its label, by id or (a script's title) as it is, and what it does.

    It presses, or copies something to the clipboard, or opens a link.
    """

    label: Line | str
    does: Press | None = None
    copy: str | None = None
    url: str | None = None


Keys = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What a client or a counselor is shown outside a check-in."""

    lines: tuple[Line, ...]
    keys: Keys = ()
    keyboard: tuple[str, ...] = ()
    """Keys of the lasting keyboard that is laid under the chat with it, by name."""


def line(id_: str, **slots: Slot) -> Line:
    """Give a line of the shared words."""
    return Line(id_, slots=slots, shared=True)


def screen(id_: str, **slots: Slot) -> Screen:
    """Give a screen of one line."""
    return Screen((line(id_, **slots),))


def key(label: str, action: str, argument: str = "", **slots: Slot) -> Key:
    """Give a key by its label's id."""
    return Key(line(label, **slots), Press(action, argument))


def rows(keys: Sequence[Key], width: int) -> Keys:
    """Lay keys out, so many in a row."""
    return tuple(tuple(keys[at : at + width]) for at in range(0, len(keys), width))


def pages(things: Sequence[T], page: int, size: int = PAGE) -> tuple[Sequence[T], int, int]:
    """Give one page of things, its number within bounds, and the last page's number."""
    last = max(0, (len(things) - 1) // size)
    page = min(max(page, 0), last)
    return things[page * size : (page + 1) * size], page, last


def turning(page: int, last: int, to: Callable[[int], Press]) -> Keys:
    """Give a row of keys to the pages before and after; `to` gives what leads to a page."""
    before = (Key(line("button.back"), to(page - 1)),) if page > 0 else ()
    after = (Key(line("button.more"), to(page + 1)),) if page < last else ()
    return (row,) if (row := (*before, *after)) else ()


def page_number(written: str) -> int:
    """Read the number of a page that a key carries; what is none is the first page's."""
    return int(written) if written.isascii() and written.isdecimal() else 0
