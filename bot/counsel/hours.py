"""Working hours as somebody types them: `9-17 Mon-Thu`, `de lunes a jueves, de 9 a 17`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain
from bot.interview.wall import read_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bot.interview.phrases import Phrases
    from bot.people import Hours

WEEK: Final = (1, 2, 3, 4, 5, 6, 7)
_TIME: Final = r"\d{1,2}(?:\s*[:.h]\s*\d{2})?(?:\s*h\b)?(?:\s*[ap]\.?\s?m\b\.?)?"
_DASHES: Final = re.compile(r"\s*[-–—−]\s*")  # noqa: RUF001 - people type any of them
_SHORTEST: Final = 2
"""Letters that may stand for a day: `mo`, `ju`."""
_NOON: Final = 12
_MARKS: Final = ",.;:"


def read(text: str, phrases: Phrases, before: Hours) -> Hours | None:
    """Give what is said of days and times, the rest as `before`; None if it cannot be read.

    Any language's words will do. `9-5` ends in the afternoon; hours over midnight are not read.
    """
    to = _words(phrases, "hours.to")
    dashed = _DASHES.sub(f" {to[0]} ", text.casefold())
    joined = rf"\s+(?:{'|'.join(to)})\s+(?:\w+\s+)?"
    spans = list(re.finditer(rf"(?<!\d)({_TIME}){joined}({_TIME})(?!\d)", dashed))
    if len(spans) > 1:
        return None
    found = before
    if spans:
        times = _times(spans[0][1], spans[0][2])
        if times is None:
            return None
        found = replace(before, start=times[0], end=times[1])
        dashed = dashed.replace(spans[0][0], " ")
    filler = {*_words(phrases, "hours.filler"), *_MARKS}
    said = [word for word in plain(dashed).split() if word not in filler]
    days = _days(said, phrases, filler) if said else found.days
    if not days or not (spans or said):
        return None
    return replace(found, days=days)


def _times(start: str, end: str) -> tuple[time, time] | None:
    first, last = read_time(start), read_time(end)
    if first is None or last is None:
        return None
    begins, ends = time.fromisoformat(first), time.fromisoformat(last)
    if ends <= begins and ends.hour < _NOON and not re.search("[ap]", end):
        ends = ends.replace(hour=ends.hour + _NOON)
    return (begins, ends) if begins < ends else None


def _days(said: list[str], phrases: Phrases, filler: Collection[str]) -> tuple[int, ...]:
    """Give the weekdays named, runs among them filled; none if a word is no day's."""
    for locale in phrases.words:
        every = plain(phrases(locale, "rhythm.every-day")).split()
        if said == [word for word in every if word not in filler]:
            return WEEK
    names, to = _names(phrases), _words(phrases, "hours.to")
    days: list[int] = []
    run = False
    for word in said:
        if word in to:
            run = bool(days)
        elif (day := _day(word, names)) is not None:
            days += _run(days[-1], day) if run else [day]
            run = False
        else:
            return ()
    return tuple(sorted(set(days)))


def _day(word: str, names: Mapping[str, int]) -> int | None:
    """Give the one weekday that a word, or a plural, begins the name of."""
    for form in (word, word.removesuffix("s")):
        found = {day for name, day in names.items() if name.startswith(form)}
        if len(form) >= _SHORTEST and len(found) == 1:
            return found.pop()
    return None


def _run(first: int, last: int) -> Iterator[int]:
    """Give the days up to a last one; from Saturday to Tuesday goes through Sunday."""
    return ((first + step - 1) % len(WEEK) + 1 for step in range((last - first) % len(WEEK) + 1))


def _names(phrases: Phrases) -> Mapping[str, int]:
    return {
        plain(phrases(locale, f"weekday.{day}")): day for locale in phrases.words for day in WEEK
    }


def _words(phrases: Phrases, id_: str) -> list[str]:
    """Give the words of a list in every language."""
    return [word for locale in phrases.words for word in phrases(locale, id_).split()]
