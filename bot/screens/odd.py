"""Kind answers to what is not words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.arrival import Thing
from bot.screens.screen import Screen, screen

if TYPE_CHECKING:
    from collections.abc import Mapping

_THINGS: Final[Mapping[Thing, str]] = {
    Thing.STICKER: "odd.sticker",
    Thing.VOICE: "odd.voice",
    Thing.PICTURE: "odd.photo",
    Thing.FILE: "odd.file",
}


def thing(sent: Thing) -> Screen:
    """Say what cannot be made of it, and what works."""
    return screen(_THINGS.get(sent, "odd.other"))


def forwarded() -> Screen:
    """Say that somebody else's words are not kept as theirs."""
    return screen("odd.forwarded")


def group() -> Screen:
    """Say that conversations are one to one."""
    return screen("odd.group")


def wordless(text: str) -> bool:
    """Say whether there is no letter and no digit in it: emoji, dots, blanks."""
    return not any(char.isalnum() for char in text)
