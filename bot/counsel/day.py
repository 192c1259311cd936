"""A day and a time of day as somebody types them: `Tue 3pm`, `in two weeks`, `24 Nov 15:30`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.counsel.dayword import tokens
from bot.counsel.hour import wall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.counsel.dayword import Names, Token
    from bot.people import Hours

Says = dict[str, int]
"""The values of a form's tokens, by kind."""


class Trouble(StrEnum):
    """Why nothing was made of it; the value is the phrase that says so."""

    UNCLEAR = "session.unclear"
    GONE = "session.gone"
    CLASH = "session.clash"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood."""

    days: tuple[date, ...]
    """Empty: no day was named; two: it can be read either way."""
    at: time | None
    """None: no time was named."""


_WEEK: Final = 7
_YEAR: Final = 12
_HOURS: Final = 24
_LONG_AWAY: Final = timedelta(days=270)
"""A day and month without a year that come no sooner are taken for ones just past."""
_FARTHEST: Final = timedelta(days=2 * 366)
_LEAP: Final = 9
"""Years in which there is a 29 February."""


def hear(text: str, names: Names, today: date, hours: Hours) -> Heard | Trouble:
    """Read a day, a time of day, or both; `today` is the reader's date.

    An hour without am or pm is the one within working hours, if one of the two is. Days lie at
    most two years ahead, and none is before `today`.
    """
    said = tokens(text, names)
    if not said:
        return Trouble.UNCLEAR
    for days, clock in _splits(said):
        at = wall(clock, names, hours)
        if clock and at is None and not _vague(days, clock):
            continue
        if not days:
            return Heard((), at)
        found = _days(days, today, timed=at is not None)
        if found is not None:
            return _ahead(found, today, at)
    return Trouble.UNCLEAR


def _ahead(found: Sequence[date] | Trouble, today: date, at: time | None) -> Heard | Trouble:
    if isinstance(found, Trouble):
        return found
    if any(day < today for day in found):
        return Trouble.GONE
    if any(day - today > _FARTHEST for day in found):
        return Trouble.UNCLEAR
    return Heard(tuple(found), at)


def _splits(said: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Give each way to part the tokens in those of a day and those of a time, longest day first."""
    for at in range(len(said), -1, -1):
        yield said[:at], said[at:]
    for at in range(1, len(said)):
        yield said[at:], said[:at]


def _vague(days: Sequence[Token], clock: Sequence[Token]) -> bool:
    """Say whether it is a day with no more than its half, such as tomorrow morning."""
    return _kinds(clock) == "H" and bool(days) and days[-1].kind != "N"


def _kinds(said: Sequence[Token]) -> str:
    return "".join(token.kind for token in said)


def _days(said: Sequence[Token], today: date, *, timed: bool) -> Sequence[date] | Trouble | None:
    """Give the day that is meant, or both that may be; None if the tokens are no day."""
    kinds = _kinds(said)
    says = {token.kind: token.value for token in said}
    for form, read in _FORMS.items():
        if re.fullmatch(form, kinds) and (form != _BARE or timed or says["N"] >= _HOURS):
            try:
                return read(says, today)
            except (ValueError, OverflowError):  # 30 February
                return None
    return None


def _shift(says: Says, today: date) -> Sequence[date]:
    return (today + timedelta(days=says["S"]),)


def _span(says: Says, today: date) -> Sequence[date]:
    """Count days, weeks or months from now, to a weekday of that week if one is named."""
    n = says.get("N", 1)
    day = _months(today, n) if "P" in says else today + timedelta(days=n * says["U"])
    return (_in_week_of(day, says["W"]),) if "W" in says else (day,)


def _weekday(says: Says, today: date) -> Sequence[date]:
    """Give the first such day to come, not today; `next` may mean that of the next week."""
    coming = today + timedelta(days=(says["W"] - today.isoweekday() - 1) % _WEEK + 1)
    if "X" not in says:
        return (coming,)
    return tuple(sorted({coming, _in_week_of(today + timedelta(weeks=1), says["W"])}))


def _named(says: Says, today: date) -> Sequence[date] | Trouble:
    """Give a day of a month, in the year named or the first one in which it is to come."""
    month, number = says["M"], says["N"]
    if "Y" in says:
        return _checked(date(says["Y"], month, number), says)
    months = (date(today.year + n, month, 1) for n in range(_LEAP))
    day = _first(number, months, today)
    return Trouble.GONE if day - today > _LONG_AWAY else _checked(day, says)


def _nth(says: Says, today: date) -> Sequence[date] | Trouble:
    """Give a day of this month, or of the first one to come that has it."""
    months = (_months(today.replace(day=1), n) for n in range(_YEAR))
    return _checked(_first(says["N"], months, today), says)


def _first(number: int, months: Iterable[date], today: date) -> date:
    """Give the first day of that number that is to come; raises ValueError if none is."""
    fit = (month.replace(day=number) for month in months if 0 < number <= _length(month))
    day = next((day for day in fit if day >= today), None)
    if day is None:
        raise ValueError(number)
    return day


def _checked(day: date, says: Says) -> Sequence[date] | Trouble:
    return Trouble.CLASH if says.get("W", day.isoweekday()) != day.isoweekday() else (day,)


def _in_week_of(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.isoweekday())


def _months(day: date, n: int) -> date:
    year, month = divmod(day.year * _YEAR + day.month - 1 + n, _YEAR)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _length(first)))


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


_BARE: Final = "E?WN"
"""Tuesday 24: a day of the month only if a time follows; else the number is the hour."""
_FORMS: Final[Mapping[str, Callable[[Says, date], Sequence[date] | Trouble]]] = {
    "T?S": _shift,
    "E?W?I?N[UP](?:E?W)?": _span,
    "E?W?E?(?:X[UP]|[UP]X)(?:E?W)?": _span,
    "[TEX]{0,2}WX?": _weekday,
    "E?W?E?(?:Nn?M|MNn?)Y?": _named,
    "E?W?[EU]Nn?|W?Nn": _nth,
    _BARE: _nth,
}
"""How a day is said, over the kinds of tokens, and what makes days of it."""
