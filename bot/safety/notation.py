"""The notation of patterns, as clinicians write them, read into parts.

Words in order; `{set}`; `(a|b c)`; `?` before a part that may be missing; `..` for up to three
words between, `...` for up to six; a trailing `*` on a word for any ending. Nothing else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.safety.heard import END
from bot.safety.normal import words
from bot.safety.pattern import Choice, Gap, Maybe, Row, Word
from bot.safety.spelling import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.safety.pattern import Part
    from bot.safety.spelling import Spelling

GAPS: Final = {"..": Gap(3), "...": Gap(6)}
_PIECES: Final = re.compile(r"\.{2,}|[?()|]|\{[a-z0-9_-]+\}|[a-z0-9]+\*?|[^\s]")
_AFTER: Final = re.compile(r"\?(?=\s|$)")
_PLAIN: Final = re.compile(r"[a-z0-9]+")
_WORD: Final = re.compile(r"[a-z0-9]+|[a-z0-9]{2,}\*")


class Unreadable(ValueError):  # noqa: N818 - it says what the pattern is
    """This is no pattern, for the reason it gives."""


def read(text: str, sets: Mapping[str, Part], spelling: Spelling = PLAIN) -> Row:
    """Read a pattern that may name these sets; its words are heard as a client's would be.

    Raises:
        Unreadable: it is none, with the reason in its author's terms.

    """
    if _AFTER.search(text):
        raise Unreadable("“?” stands right before what may be missing, not after it")
    pieces = list(_heard(_PIECES.findall(text), spelling))
    row = _Reader(pieces, sets).whole()
    if not row.parts:
        raise Unreadable("there is no word in it")
    if any(isinstance(row.parts[at], Gap) for at in (0, -1)):
        raise Unreadable("a gap stands between two words, not at an end")
    if row.anchor(lambda _: 1) is None:
        raise Unreadable("it needs a word that must be there")
    return row


def _heard(pieces: list[str], spelling: Spelling) -> Iterator[str]:
    """Put words that stand next to each other into the form in which they are heard."""
    said: list[str] = []
    for before, piece in zip(["", *pieces], [*pieces, ""], strict=True):
        if piece.isalnum() and before != "?" and _PLAIN.fullmatch(piece):
            said.append(piece)
            continue
        if said:
            yield from _normal(" ".join(said), spelling)
            said = []
        if piece:
            yield piece


@cache
def _normal(text: str, spelling: Spelling) -> tuple[str, ...]:
    if text in spelling.known:  # most are, and reading a language's files is to be quick
        return (text,)
    return tuple(word for word in words(text, spelling) if word != END)


# What is written alike is one part: half of what patterns say is said by others too. A part is
# made here only, so that those of one kind are alike only if they are the same.


@cache
def _word(any_: frozenset[str]) -> Word:
    return Word(any_)


@cache
def _maybe(part: Part) -> Maybe:
    return Maybe(part)


@cache
def _row(parts: tuple[Part, ...]) -> Row:
    return Row(parts)


@cache
def _choice(parts: tuple[Part, ...]) -> Choice:
    return Choice(parts)


def choice(parts: list[Part]) -> Part:
    """Give one of these, all single words among them looked up at once."""
    single: set[str] = set()
    longer: list[Part] = []
    for part in parts:
        if isinstance(part, Word):
            single |= part.any
        else:
            longer.append(part)
    if single:
        longer.insert(0, _word(frozenset(single)))
    return longer[0] if len(longer) == 1 else _choice(tuple(longer))


class _Reader:
    """Goes over the pieces of one pattern once, from left to right."""

    def __init__(self, pieces: list[str], sets: Mapping[str, Part]) -> None:
        self._pieces = pieces
        self._sets = sets
        self._at = 0

    def whole(self) -> Row:
        row = self._row()
        if self._at < len(self._pieces):
            raise Unreadable(f"“{self._pieces[self._at]}” stands outside brackets")
        return row

    def _row(self) -> Row:
        return _row(tuple(self._parts()))

    def _parts(self) -> Iterator[Part]:
        while self._at < len(self._pieces) and self._pieces[self._at] not in {")", END}:
            yield self._part()

    def _part(self) -> Part:
        piece = self._pieces[self._at]
        self._at += 1
        if piece == "?":
            if self._at == len(self._pieces):
                raise Unreadable("“?” stands before what may be missing")
            return _maybe(self._part())
        if piece == "(":
            return self._brackets()
        if piece.startswith("{"):
            if piece[1:-1] not in self._sets:
                raise Unreadable(f"there is no set {piece}")
            return self._sets[piece[1:-1]]
        if piece in GAPS:
            return GAPS[piece]
        if not _WORD.fullmatch(piece):
            raise Unreadable(
                f"“{piece}” has no meaning here: words are written small, without accents"
            )
        return _word(frozenset({piece}))

    def _brackets(self) -> Part:
        inner: list[Part] = []
        while True:
            row = self._row()
            if not row.parts:
                raise Unreadable("between brackets, a choice is empty")
            inner.append(row.parts[0] if len(row.parts) == 1 else row)
            if self._at == len(self._pieces):
                raise Unreadable("a bracket is not closed")
            self._at += 1
            if self._pieces[self._at - 1] == ")":
                return choice(inner)
