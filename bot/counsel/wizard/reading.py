"""What a counselor types in the wizard: days, times, windows, spans and offsets, in both languages.

Each reader gives None for what it cannot read for certain.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from typing import Final

from bot.interview.wall import read_time

_DAYS: Final = (
    ("mon", "lun"),
    ("tue", "mar"),
    ("wed", "mie"),
    ("thu", "jue"),
    ("fri", "vie"),
    ("sat", "sab"),
    ("sun", "dom"),
)
_FILLING: Final = frozenset(
    {"and", "at", "on", "every", "y", "a", "las", "la", "los", "el", "cada"}
)
_ALL: Final = re.compile(r"\b(?:daily|every day|diario|a diario|todos los dias|cada dia)\b")
_RANGE: Final = re.compile(r"\s*(?:[-\u2013]|\bto\b|\buntil\b|\bhasta\b|\ba\b)\s*")
_THROUGH: Final = re.compile(
    r"\s*(?:[-\u2013]|\bto\b|\ba\b(?=\s*(?:lun|mar|mie|jue|vie|sab|dom)))\s*"
)
_CLOCK: Final = re.compile(r"\b\d{1,2}(?:\s*[:.h]\s*\d{2})?\s*(?:[ap]\.?\s?m\b\.?)?")
_TIMES: Final = re.compile(r"\s*(?:,|;|&|\band\b|\by\b)\s*")
_LONG: Final = re.compile(r"(\d{1,4})\s*(m|min|minutes?|minutos?|h|hours?|horas?|d|days?|dias?)\b")
_EVERY: Final = re.compile(r"(?:every|cada)?\s*(\d{1,4})\s*(days?|dias?|weeks?|semanas?)?")
_OFFSET: Final = re.compile(
    r"(?P<sign>[+-])?\s*(?P<n>\d{1,3}|an?|one|un|una|the|el|la)\s*"
    r"(?P<unit>days?|dias?|weeks?|semanas?)?\s*(?P<side>before|after|antes|despues)?.*"
)
_WEEK: Final = 7
_SHORTEST: Final = 3
"""Letters that a day's name is known by."""


def plain(text: str) -> str:
    """Give a text in small letters without accents."""
    parted = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in parted if not unicodedata.combining(one)).strip()


def read_days(text: str) -> tuple[int, ...] | None:
    """Read days of the week, such as `mon wed fri` or `lun-vie`, as ISO numbers, ascending."""
    said, every = _ALL.subn(" ", plain(text))
    found = set(range(1, _WEEK + 1)) if every else set[int]()
    for part in re.split(r"[\s,;&.]+", _THROUGH.sub("-", said)):
        first, dash, last = part.strip("-").partition("-")
        begin, end = _day(first), _day(last)
        if dash and begin and end:
            found |= {(begin - 1 + n) % _WEEK + 1 for n in range((end - begin) % _WEEK + 1)}
        elif begin and not dash:
            found.add(begin)
        elif first and first not in _FILLING:
            return None
    return tuple(sorted(found)) or None


def without_times(text: str) -> str:
    """Leave the times of day out of a text."""
    return _CLOCK.sub(" ", plain(text))


def read_window(text: str) -> tuple[time, time] | None:
    """Read two times with a dash or a word between them, such as `9-12` or `5 to 8 pm`."""
    parts = _RANGE.split(plain(text))
    ends = [part for part in parts if _CLOCK.search(part)]
    if len(ends) != 2:  # noqa: PLR2004 - a window has two ends
        return None
    first, last = ends
    half = re.search(r"[ap]\.?\s?m\b", last)
    begin, end = _time(first), _time(last)
    if half and not re.search(r"[ap]\.?\s?m\b", first):
        same = _time(f"{first} {half[0]}")
        begin = same if same is not None and end is not None and same < end else begin
    return None if begin is None or end is None else (begin, end)


def read_times(text: str) -> tuple[time, ...] | None:
    """Read one time of day, or several with a comma or `and` between, ascending."""
    parts = [part for part in _TIMES.split(plain(text)) if _CLOCK.search(part)]
    found = [at for at in map(_time, parts) if at is not None]
    return tuple(sorted(set(found))) if found and len(found) == len(parts) else None


def read_date(text: str, today: date) -> date | None:
    """Read a date; `today` is the local one."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def read_whole(text: str) -> int | None:
    """Read a whole number that stands alone."""
    said = text.strip()
    return int(said) if re.fullmatch(r"[0-9]{1,3}", said) else None


def read_spans(text: str) -> tuple[timedelta, ...] | None:
    """Read spans, such as `90 min` or `3 h and 6 h`, ascending."""
    found = {
        int(one[1])
        * {"m": timedelta(minutes=1), "h": timedelta(hours=1)}.get(one[2][0], timedelta(days=1))
        for one in _LONG.finditer(plain(text))
    }
    return tuple(sorted(found - {timedelta()})) or None


def read_every(text: str) -> tuple[int, bool] | None:
    """Read `every 3 weeks` or `5 days`, and whether it is weeks that are counted."""
    found = _EVERY.fullmatch(plain(text))
    if found is None or not int(found[1]):
        return None
    return int(found[1]), (found[2] or "d")[0] in {"w", "s"}


def read_offset(text: str) -> int | None:
    """Read days after (or, below zero, before) another: `-1`, `2 days after`, `un día antes`."""
    found = _OFFSET.fullmatch(plain(text))
    if found is None or not (found["sign"] or found["side"]):
        return None
    n = int(found["n"]) if found["n"].isdecimal() else 1
    days = n * _WEEK if (found["unit"] or "d")[0] in {"w", "s"} else n
    return -days if found["sign"] == "-" or found["side"] in {"before", "antes"} else days


def _day(word: str) -> int | None:
    if len(word) < _SHORTEST:
        return None
    full = (
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
    )
    for n, starts in enumerate(_DAYS):
        for names, start in zip(full, starts, strict=True):
            if word.startswith(start) and names[n].startswith(word.rstrip("s")):
                return n + 1
    return None


def _time(text: str) -> time | None:
    found = read_time(text)
    return None if found is None else time.fromisoformat(found)
