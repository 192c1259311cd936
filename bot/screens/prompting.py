"""What knocks: that it is time for a check-in, and what one can do about it."""

from __future__ import annotations

from bot.screens.screen import Screen, key, line


def knock(says: str, id_: str) -> Screen:
    """Say that it is time, or still is; `id_` is the prompt's."""
    keys = ((key("prompt.start", "start", id_), key("prompt.not-today", "not-today", id_)),)
    return Screen((line(says),), keys)


def rests() -> Screen:
    """Say once that prompts rest, and how to wake them."""
    return Screen((line("prompt.rests"),), ((key("prompt.wake", "command", "resume"),),))
