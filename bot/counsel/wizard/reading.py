"""What a counselor types in the wizard of days, spans and offsets, in both languages.

Each reader gives None for what it cannot read for certain.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from bot.interview.hearing import bare

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
_THROUGH: Final = re.compile(
    r"\s*(?:[-\u2013]|\bto\b|\ba\b(?=\s*(?:lun|mar|mie|jue|vie|sab|dom)))\s*"
)
_LONG: Final = re.compile(
    r"(?<!\d)(?<!\d[.,\u2044])(\d{1,4})\s*(m|min|minutes?|minutos?|h|hours?|horas?|d|days?|dias?)\b"
)
"""A whole number and its unit; the end of `1.5 h` or `1½ h` is none."""
_EVERY: Final = re.compile(r"(?:every|cada)?\s*(\d{1,4})\s*(days?|dias?|weeks?|semanas?)?")
_OFFSET: Final = re.compile(
    r"(?P<sign>[+-])?\s*(?P<n>\d{1,3}|an?|one|un|una|the|el|la)\s*"
    r"(?P<unit>days?|dias?|weeks?|semanas?)?\s*(?P<side>before|after|antes|despues)?.*"
)
_WEEK: Final = 7
_SHORTEST: Final = 3
"""Letters that a day's name is known by."""


def read_days(text: str) -> tuple[int, ...] | None:
    """Read days of the week, such as `mon wed fri` or `lun-vie`, as ISO numbers, ascending."""
    said, every = _ALL.subn(" ", bare(text))
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


def read_whole(text: str) -> int | None:
    """Read a whole number that stands alone."""
    said = text.strip()
    return int(said) if re.fullmatch(r"[0-9]{1,3}", said) else None


def read_spans(text: str) -> tuple[timedelta, ...] | None:
    """Read spans, such as `90 min` or `3 h and 6 h`, ascending."""
    found = {
        int(one[1])
        * {"m": timedelta(minutes=1), "h": timedelta(hours=1)}.get(one[2][0], timedelta(days=1))
        for one in _LONG.finditer(bare(text))
    }
    return tuple(sorted(found - {timedelta()})) or None


def read_every(text: str) -> tuple[int, bool] | None:
    """Read `every 3 weeks` or `5 days`, and whether it is weeks that are counted."""
    found = _EVERY.fullmatch(bare(text))
    if found is None or not int(found[1]):
        return None
    return int(found[1]), (found[2] or "d")[0] in {"w", "s"}


def read_offset(text: str) -> int | None:
    """Read days after (or, below zero, before) another: `-1`, `2 days after`, `un día antes`."""
    found = _OFFSET.fullmatch(bare(text))
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
