"""What a counselor types in the wizard of days, spans and offsets, in any language's words.

Each reader gives None for what it cannot read for certain.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import bare

if TYPE_CHECKING:
    from bot.counsel.wizard.vocabulary import Vocabulary

_WEEK: Final = 7


def read_days(text: str, known: Vocabulary) -> tuple[int, ...] | None:
    """Read days of the week, such as `mon wed fri` or `lun-vie`, as ISO numbers, ascending."""
    said, every = known.daily.subn(" ", bare(text))
    found = set(range(1, _WEEK + 1)) if every else set[int]()
    for part in re.split(r"[\s,;&.]+", known.through.sub("-", known.first.sub(" ", said))):
        first, dash, last = part.strip("-").partition("-")
        begin, end = known.weekday(first), known.weekday(last)
        if dash and begin and end:
            found |= {(begin - 1 + n) % _WEEK + 1 for n in range((end - begin) % _WEEK + 1)}
        elif begin and not dash:
            found.add(begin)
        elif first and first not in known.idle:
            return None
    return tuple(sorted(found)) or None


def read_whole(text: str) -> int | None:
    """Read a whole number that stands alone."""
    said = text.strip()
    return int(said) if re.fullmatch(r"[0-9]{1,3}", said) else None


def read_spans(text: str, known: Vocabulary) -> tuple[timedelta, ...] | None:
    """Read spans, such as `90 min` or `3 h and 6 h`, ascending."""
    found = {
        timedelta(**{known.units[one[2]]: int(one[1])}) for one in known.long.finditer(bare(text))
    }
    return tuple(sorted(found - {timedelta()})) or None


def read_every(text: str, known: Vocabulary) -> tuple[int, bool] | None:
    """Read `every 3 weeks` or `5 days`, and whether it is weeks that are counted."""
    found = known.every.fullmatch(bare(text))
    if found is None or not int(found[1]):
        return None
    return int(found[1]), known.units.get(found[2]) == "weeks"


def read_offset(text: str, known: Vocabulary) -> int | None:
    """Read days after (or, below zero, before) another: `-1`, `2 days after`, `un día antes`."""
    found = known.offset.fullmatch(bare(text))
    if found is None or not (found["sign"] or found["before"] or found["after"]):
        return None
    n = int(found["n"]) if found["n"].isdecimal() else 1
    days = n * _WEEK if known.units.get(found["unit"]) == "weeks" else n
    return -days if found["sign"] == "-" or found["before"] else days
