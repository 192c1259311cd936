"""A client's own file: asked for once, made, or not, and said where it lies from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.screen import Screen, key, line, screen

if TYPE_CHECKING:
    from datetime import time

MAKE = "make"
"""The argument of the key that has it made."""


def ask() -> Screen:
    """Say what it would be, and where it would lie, before it is made."""
    keys = (key("mydata.make", "mydata", MAKE), key("mydata.not-now", "mydata", "no"))
    return Screen((line("mydata.ask"),), (keys,))


def here() -> Screen:
    """Say what the file is, and how to be rid of it."""
    return screen("mydata.here")


def same(made: time, again: time) -> Screen:
    """Say that the last one, `made` a while ago, still holds; from `again` on it is made anew."""
    return screen("mydata.same", time=made, again=again)


def left() -> Screen:
    """Say that nothing was made."""
    return screen("mydata.left")


def none() -> Screen:
    """Say that nothing is kept."""
    return screen("mydata.none")
