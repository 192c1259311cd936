"""Research: what may be taken out without names, and whether anything of theirs is."""

from __future__ import annotations

from typing import Final

from bot.research.agreeing import Lets
from bot.screens.screen import Screen, key, line

ACTION: Final = "research"
_NOW: Final = {
    Lets.NOTHING: ("research.nothing", "research.past"),
    Lets.NUMBERS: ("research.numbers",),
    Lets.WORDS: ("research.words", "research.past"),
}
_KEYS: Final = {
    Lets.NOTHING: {Lets.NUMBERS: "research.let-numbers"},
    Lets.NUMBERS: {Lets.WORDS: "research.let-words", Lets.NOTHING: "research.leave-out"},
    Lets.WORDS: {Lets.NUMBERS: "research.keep-words", Lets.NOTHING: "research.leave-out"},
}
TEXTS: Final = ("research.what", *(one for lines in _NOW.values() for one in lines))
"""The phrases by which it is agreed to, or withdrawn."""


def screen(now: Lets) -> Screen:
    """Say what holds now, with keys to what else could."""
    lines = ("research.what", *_NOW[now], "research.either")
    others = tuple((key(label, ACTION, wish),) for wish, label in _KEYS[now].items())
    return Screen(tuple(map(line, lines)), (*others, (key("privacy.back", "privacy"),)))
