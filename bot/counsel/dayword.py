"""Day words: what is typed about a day and a time, taken apart into tokens of a few kinds.

Every name comes from `day` and `number` of the shared words; the letters of the kinds are what
`bot.counsel.day` has its grammar over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.interview.hearing import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.interview.phrases import Phrases


class Token(NamedTuple):
    """One word or number that was understood."""

    kind: str
    """W weekday, M month, N number, Y year, S shift in days, U unit in days, P period of a month,
    X next, T this, I in, A at, E the, n (after a number) -th, C clock in minutes since midnight,
    Q minutes past an hour, H half of the day (0 morning, 12 afternoon), space: says nothing."""
    value: int = 0
    zero: bool = False
    """Written with a leading zero: on a clock of 24 hours, so am or pm need not be guessed."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one language."""

    tokens: Mapping[tuple[str, ...], Token]
    """By their words, as `_words` gives them."""
    month_first: bool
    """Whether 3/4 is a day in March."""
    twelve: bool
    """Whether times of day are written with am and pm."""


_PLAIN: Final = {
    "today": Token("S", 0),
    "tomorrow": Token("S", 1),
    "overmorrow": Token("S", 2),
    "fortnight": Token("S", 14),
    "next": Token("X"),
    "this": Token("T"),
    "in": Token("I"),
    "at": Token("A"),
    "the": Token("E"),
    "nth": Token("n"),
    "days": Token("U", 1),
    "weeks": Token("U", 7),
    "months": Token("P"),
    "one": Token("N", 1),
    "two": Token("N", 2),
    "noon": Token("C", 12 * 60),
    "half": Token("Q", 30),
    "quarter": Token("Q", 15),
    "quarter-to": Token("Q", -15),
    "am": Token("H", 0),
    "pm": Token("H", 12),
    "filling": Token(" "),
}
_NUMBERS: Final = range(1, 11)
_PART: Final = re.compile(
    r"(?P<iso>\d{4}[/-]\d{1,2}[/-]\d{1,2})(?!\d)"
    r"|(?P<date>\d{1,2}[/-]\d{1,2}(?:[/-](?:\d{4}|\d{2}))?|\d{1,2}\.\d{1,2}\.\d{4})(?![\d/-])"
    r"|(?P<clock>\d{1,2}\s?[:.h]\s?\d{2})(?!\d)"
    r"|(?P<number>\d+)|(?P<word>[^\W\d_]+|@)|(?P<skip>[\s,;!?¿¡()“”\"]+)|(?P<odd>.)"
)
_APOSTROPHES: Final = re.compile(r"['’‘`´]")  # noqa: RUF001 - phones write all of them
_IDLE_DOT: Final = re.compile(r"(?<!\d)\.|\.(?!\d)")
_LONGEST: Final = 80
"""Characters in which a day can be said."""
_MONTHS: Final = 12
_CENTURY: Final = 2000


def names(phrases: Phrases, locale: str) -> Names:
    """Read a language's names; `phrases` has several ways of saying one thing parted by bars."""
    found = {f"day.{name}": token for name, token in _PLAIN.items()}
    found |= {f"day.weekday.{n}": Token("W", n) for n in range(1, 8)}
    found |= {f"day.month.{n}": Token("M", n) for n in range(1, 13)}
    known = {
        _words(way): token
        for id_, token in found.items()
        for way in phrases(locale, id_).split("|")
    }
    for n in _NUMBERS:
        for word in phrases(locale, f"number.{n}").split():
            known.setdefault(_words(word), Token("N", n))
    return Names(
        tokens=known,
        month_first=phrases(locale, "day.order") == "month day",
        twelve=phrases(locale, "time.clock") == "12",
    )


def tokens(text: str, known: Names) -> tuple[Token, ...] | None:
    """Take a text apart; None if anything in it is not understood."""
    if len(text) > _LONGEST:
        return None
    parts = [
        (found.lastgroup or "", found[0])
        for found in _PART.finditer(_folded(text))
        if found.lastgroup != "skip"
    ]
    taken = list(_taken(parts, known))
    if any(token is None for token in taken):
        return None
    return tuple(token for token in taken if token is not None and token.kind != " ")


def _taken(parts: Sequence[tuple[str, str]], known: Names) -> Iterator[Token | None]:
    at = 0
    while at < len(parts):
        kind, said = parts[at]
        if kind == "word":
            length, token = _named([word for _, word in parts[at:]], known)
            yield token
            at += length
            continue
        if kind == "iso":
            year, month, day = map(int, re.split("[/-]", said))
            yield from (Token("M", month), Token("N", day), Token("Y", year))
        elif kind == "date":
            yield from _date([int(part) for part in re.split("[/.-]", said)], known)
        elif kind == "clock":
            yield _clock(*re.split(r"\s?[:.h]\s?", said))
        else:
            yield _number(said) if kind == "number" else None
        at += 1


def _named(words: Sequence[str], known: Names) -> tuple[int, Token | None]:
    """Give the longest name that the words begin with, and how many words it takes."""
    longest = max(map(len, known.tokens))
    for length in range(min(longest, len(words)), 0, -1):
        token = known.tokens.get(tuple(words[:length]))
        if token is not None:
            return length, token
    return 1, None


def _date(said: Sequence[int], known: Names) -> Iterator[Token]:
    first, second, *year = said
    day_first = first > _MONTHS or (not known.month_first and second <= _MONTHS)
    day, month = (first, second) if day_first else (second, first)
    yield from (Token("M", month), Token("N", day))
    for number in year:
        yield Token("Y", number if number >= _CENTURY else _CENTURY + number)


def _number(said: str) -> Token | None:
    if len(said) <= 2:  # noqa: PLR2004 - no day or hour has more digits
        return Token("N", int(said), said.startswith("0"))
    if len(said) != 4:  # noqa: PLR2004 - a year, or a time without its colon
        return None
    return Token("Y", int(said)) if int(said) >= _CENTURY else _clock(said[:2], said[2:])


def _clock(hour: str, minute: str) -> Token | None:
    if int(minute) >= 60:  # noqa: PLR2004 - minutes
        return None
    return Token("C", int(hour) * 60 + int(minute), hour.startswith("0"))


def _folded(text: str) -> str:
    """Strip case, accents, apostrophes, and dots that stand in no number."""
    return _IDLE_DOT.sub("", _APOSTROPHES.sub("", bare(text)))


def _words(name: str) -> tuple[str, ...]:
    return tuple(_folded(name).split())
