"""A time of day as somebody types it: `3pm`, `15h`, `half past 10`, `a las 3 de la tarde`."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.counsel.dayword import Names, Token
    from bot.people import Hours

_FORM: Final = re.compile(r"(?P<before>H?)A?(?:C|Q?NQ?)(?P<after>H?)")
_HOUR: Final = 60
_NOON: Final = 12 * _HOUR
_DAY: Final = 24 * _HOUR


def wall(said: Sequence[Token], names: Names, hours: Hours) -> time | None:
    """Give the time of day that the tokens are; None if they are none.

    Where neither am nor pm is said, it is the one within working hours, if only the later one is.
    A time written out on a clock of 24 hours stands as it is, and so does one with a leading zero.
    """
    found = _FORM.fullmatch("".join(token.kind for token in said))
    if found is None or (found["before"] and found["after"]):
        return None
    says = {token.kind: token.value for token in said}
    minutes = says.get("C", says.get("N", 0) * _HOUR + says.get("Q", 0))
    if "H" in says:
        return _of_half(minutes, says["H"] * _HOUR)
    at, later = _time(minutes), _time(minutes + _NOON)
    bare = ("N" in says or names.twelve) and not any(token.zero for token in said)
    return later if bare and _works(later, hours) and not _works(at, hours) else at


def _of_half(minutes: int, half: int) -> time | None:
    """Read an hour of 1 to 12 with am or pm; 15:00 pm is said too, and is plain."""
    if _HOUR <= minutes < _NOON + _HOUR:
        return _time(minutes % _NOON + half)
    return _time(minutes) if half and minutes > _NOON else None


def _time(minutes: int) -> time | None:
    return time(*divmod(minutes, _HOUR)) if minutes < _DAY else None


def _works(at: time | None, hours: Hours) -> bool:
    return at is not None and hours.start <= at <= hours.end
