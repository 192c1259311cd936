"""A screen: lines to say and keys to press, by id; words come when it is voiced."""

from __future__ import annotations

from dataclasses import dataclass

from bot.interview.conversation import Line, Slot
from bot.message import Press


@dataclass(frozen=True, slots=True)
class Key:
    """A button on a screen: the line of its label, and what a press does or opens."""

    label: Line
    does: Press | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """What a client is shown outside a check-in."""

    lines: tuple[Line, ...]
    keys: tuple[tuple[Key, ...], ...] = ()
    keyboard: bool = False
    """Whether the lasting keyboard is laid under the chat with it."""


def line(id_: str, **slots: Slot) -> Line:
    """Give a line of the shared words."""
    return Line(id_, slots=slots, shared=True)


def screen(id_: str, **slots: Slot) -> Screen:
    """Give a screen of one line."""
    return Screen((line(id_, **slots),))


def key(label: str, action: str, argument: str = "") -> Key:
    """Give a key by its label's id."""
    return Key(Line(label, shared=True), Press(action, argument))
