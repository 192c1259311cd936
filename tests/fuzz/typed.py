"""What people type where a key is meant: times, days, towns, a label, a line of their own."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.counsel import dayword, label
from bot.counsel.day import hear
from bot.counsel.hours import read as read_hours
from bot.interview import phrases
from bot.interview.oneline import LONGEST, read_line
from bot.interview.terms import Kind
from bot.interview.thin import thin
from bot.interview.wall import read_time
from bot.people import Hours
from bot.places import Towns
from bot.services.enrol import invites
from bot.services.read import week_hour
from bot.services.voice import Voice
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPED: Final = (
    "mar 12 3pm", "tomorrow at 9", "el jueves a las 18:30", "9-17 Mon-Thu", "29 Feb 2028",
    "de lunes a jueves, de 9 a 17", "Troy, NY", "Doe, blue scarf 7", "in 3 weeks", "6:30 p.m.",
    "Hello. Something for you.", "A" * 41, "i_0123456789abcdefghijkl",
)  # fmt: skip
_TODAY: Final = date(2026, 3, 2)
_phrases = cache(phrases.packaged)
_towns = cache(Towns)


def once(content: bytes) -> None:
    """Read it as each of them, in each language."""
    text, known = content.decode("utf-8", "surrogateescape"), _phrases()
    for locale in known.words:
        hear(text, dayword.names(known, locale), _TODAY, Hours())
    read_hours(text, known, Hours())
    week_hour(text, known)
    found = read_time(text)
    assert found is None or len(found) == len("18:30")
    own = read_line(text)
    assert own is None or len(own) <= LONGEST
    tidy = label.tidy(text)
    if not label.trouble(tidy, frozenset()):
        label.counted(tidy)
    _towns().zones(text)
    thin(text, Kind.GOAL)
    invites.is_code(text)
    Voice(known).keyboard_command(text)


def seeds() -> Iterator[bytes]:
    """Give what is understood, and what nearly is."""
    yield from (text.encode() for text in TYPED)


TARGET = Target(once, seeds, longest=4096)
