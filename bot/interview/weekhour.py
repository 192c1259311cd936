"""An hour of the week as people type it: `Friday 8pm`, `sat night`, `viernes a las 8`."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain
from bot.interview.wall import read_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PARTS: Final[Mapping[str, time]] = {
    "morning": time(9),
    "noon": time(12),
    "afternoon": time(16),
    "evening": time(20),
    "night": time(21),
}
"""Parts of the day, and the hour that is meant when none is said."""
_SHORTEST: Final = 3
"""Letters that a weekday's name may be cut to."""
_BARE: Final = re.compile(
    r"(?<![\d:.h])(?P<hour>[1-9]|1[01])(?!\d|\s*[:.h]\s*\d|\s*[ap]\.?\s?m\b)", re.IGNORECASE
)
_HALF: Final = 12
_SMALL: Final = 4
"""Hours of the night up to this one are past midnight."""


def read_week_hour(
    text: str, days: Mapping[str, int], parts: Mapping[str, str]
) -> tuple[int, time] | None:
    """Give the ISO weekday and the wall time named; None if one is missing or there are several.

    `days` are weekdays by their names, `parts` the words for parts of the day, each with its key in
    `PARTS`. An hour from 1 to 11 with nothing beside it is of the afternoon or evening.
    """
    words = plain(text).split()
    named = {day for day in (_day(word, days) for word in words) if day is not None}
    known = {plain(word): part for word, part in parts.items()}
    said = {known[word] for word in words if word in known}
    at = _time(text, said)
    return None if len(named) != 1 or at is None else (named.pop(), at)


def _day(word: str, days: Mapping[str, int]) -> int | None:
    if len(word) < _SHORTEST:
        return None
    fit = {day for name, day in days.items() if f"{plain(name)}s".startswith(word)}
    return fit.pop() if len(fit) == 1 else None


def _time(text: str, parts: Iterable[str]) -> time | None:
    part = next(iter(parts), None)
    written = read_time(text)
    if written is None:
        return None if part is None or re.search(r"\d", text) else PARTS[part]
    at = time.fromisoformat(written)
    if _BARE.search(text) is None or part == "morning":
        return at
    if part == "night" and at.hour <= _SMALL:
        return at
    return at.replace(hour=at.hour + _HALF)
