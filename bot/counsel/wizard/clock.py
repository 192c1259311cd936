"""Times of day as a counselor types them: `18:30`, `9am and 6pm`, `5 to 8 pm`, `de 9 a 12`.

Days of the week may stand beside them. Each reader gives None for what it cannot read for certain.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Final

from bot.counsel.wizard.reading import read_days
from bot.interview.hearing import bare
from bot.interview.wall import read_time

if TYPE_CHECKING:
    from bot.counsel.wizard.vocabulary import Vocabulary

_CLOCK: Final = re.compile(r"\b\d{1,2}(?:\s*[:.h]\s*\d{2})?\s*(?:[ap]\.?\s?m\b\.?|hs?\b)?")
_MARKED: Final = re.compile(r"\d\s*(?:[:.h]|[ap]\.?\s?m\b)")
_HALF: Final = re.compile(r"[ap]\.?\s?m\b")


def without_times(text: str, known: Vocabulary) -> str:
    """Leave the times of day out of a text, and what stands before them."""
    return _CLOCK.sub(" ", known.leading.sub(" ", bare(text)))


def marked(text: str, known: Vocabulary) -> bool:
    """Say whether a number in it is surely a time of day, and no day of a month."""
    said = bare(text)
    return bool(_MARKED.search(said) or known.at.search(said))


def read_window(text: str, known: Vocabulary) -> tuple[time, time] | None:
    """Read the two ends of a window; the last end's am or pm may stand for both."""
    said = bare(text)
    parts = (known.and_ if known.between.search(said) else known.to).split(said)
    ends = [part for part in parts if _CLOCK.search(part)]
    if len(ends) != 2 or _strange(said, known):  # noqa: PLR2004 - a window has two ends
        return None
    begin, end = map(_time, ends)
    half = _HALF.search(ends[1])
    if half and not _HALF.search(ends[0]):
        same = _time(f"{ends[0]} {half[0]}")
        begin = same if same is not None and end is not None and same < end else begin
    return None if begin is None or end is None else (begin, end)


def read_times(text: str, known: Vocabulary) -> tuple[time, ...] | None:
    """Read one time of day, or several with a comma or a word between, ascending."""
    said = bare(text)
    parts = [part for part in known.and_.split(said) if _CLOCK.search(part)]
    found = [at for at in map(_time, parts) if at is not None]
    if not found or len(found) != len(parts) or _strange(said, known):
        return None
    return tuple(sorted(set(found)))


def _strange(said: str, known: Vocabulary) -> bool:
    """Say whether something stands there beside times and days of the week."""
    left = known.filling.sub(" ", _CLOCK.sub(" ", said)).strip(" .")
    return bool(left) and read_days(left, known) is None


def _time(text: str) -> time | None:
    found = read_time(text)
    return None if found is None else time.fromisoformat(found)
