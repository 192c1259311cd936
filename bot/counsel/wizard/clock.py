"""Times of day as a counselor types them: `18:30`, `9am and 6pm`, `5 to 8 pm`, `de 9 a 12`.

Days of the week may stand beside them. Each reader gives None for what it cannot read for certain.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from bot.counsel.wizard.reading import read_days
from bot.interview.hearing import bare
from bot.interview.wall import read_time

_CLOCK: Final = re.compile(r"\b\d{1,2}(?:\s*[:.h]\s*\d{2})?\s*(?:[ap]\.?\s?m\b\.?|hs?\b)?")
_MARKED: Final = re.compile(r"\d\s*(?:[:.h]|[ap]\.?\s?m\b)|\b(?:at|las?)\s+\d")
_HALF: Final = re.compile(r"[ap]\.?\s?m\b")
_RANGE: Final = re.compile(r"[-\u2013]|\b(?:to|until|hasta|a)\b")
_BETWEEN: Final = re.compile(r"\b(?:between|entre)\b")
_AND: Final = re.compile(r"[,;&]|\b(?:and|y)\b")
_FILLING: Final = re.compile(
    r"[-\u2013,;&]|\b(?:at|from|to|until|between|and|de|desde|a|hasta|entre|y|las?)\b"
)


def without_times(text: str) -> str:
    """Leave the times of day out of a text."""
    return _CLOCK.sub(" ", bare(text))


def marked(text: str) -> bool:
    """Say whether a number in it is surely a time of day, and no day of a month."""
    return _MARKED.search(bare(text)) is not None


def read_window(text: str) -> tuple[time, time] | None:
    """Read the two ends of a window; the last end's am or pm may stand for both."""
    said = bare(text)
    parts = (_AND if _BETWEEN.search(said) else _RANGE).split(said)
    ends = [part for part in parts if _CLOCK.search(part)]
    if len(ends) != 2 or _strange(said):  # noqa: PLR2004 - a window has two ends
        return None
    begin, end = map(_time, ends)
    half = _HALF.search(ends[1])
    if half and not _HALF.search(ends[0]):
        same = _time(f"{ends[0]} {half[0]}")
        begin = same if same is not None and end is not None and same < end else begin
    return None if begin is None or end is None else (begin, end)


def read_times(text: str) -> tuple[time, ...] | None:
    """Read one time of day, or several with a comma or a word between, ascending."""
    said = bare(text)
    parts = [part for part in _AND.split(said) if _CLOCK.search(part)]
    found = [at for at in map(_time, parts) if at is not None]
    if not found or len(found) != len(parts) or _strange(said):
        return None
    return tuple(sorted(set(found)))


def _strange(said: str) -> bool:
    """Say whether something stands there beside times and days of the week."""
    left = _FILLING.sub(" ", _CLOCK.sub(" ", said)).strip(" .")
    return bool(left) and read_days(left) is None


def _time(text: str) -> time | None:
    found = read_time(text)
    return None if found is None else time.fromisoformat(found)
