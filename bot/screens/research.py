"""Research: what may be taken out without names, and whether their words go with it."""

from __future__ import annotations

from typing import Final

from bot.screens.screen import Screen, key, line

ACTION: Final = "research"
LET: Final = "let"
KEEP: Final = "keep"
TEXTS: Final = ("research.what", "research.private", "research.shared", "research.past")
"""The phrases by which it is agreed to, or withdrawn."""


def screen(*, words: bool) -> Screen:
    """Say what holds now, with the key to the other; `words`: theirs are let be used."""
    now = ("research.shared", "research.past") if words else ("research.private",)
    lines = (line("research.what"), *map(line, now), line("research.either"))
    other = key("research.keep", ACTION, KEEP) if words else key("research.let", ACTION, LET)
    return Screen(lines, ((other,), (key("privacy.back", "privacy"),)))
