"""Words that are known, and the ways back to them: drawn out, masked by signs, run together."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 40
"""Letters of a word that is looked into."""
WIDEST: Final = 16
"""Letters of a word that is looked for among letters typed apart."""
ALONE: Final = frozenset("aeiouy")
"""Letters that are words by themselves."""
_DRAWN: Final = re.compile(r"([^\W\d_])\1{2,}")
_RUN: Final = re.compile(r"([^\W\d_])\1+")
_READ: Final = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "+": "t", "|": "l",
}  # fmt: skip
_AMBIGUOUS: Final = 3
"""How many signs of two readings are read in every way."""


class Known:
    """A set of words, and what other writings may mean by them."""

    __slots__ = ("_alike", "_lengths", "_squeezed", "words")

    def __init__(self, words: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        """Take the words, and others that are only written so but are heard as one of them."""
        self.words = frozenset(words)
        self._squeezed: defaultdict[str, list[str]] = defaultdict(list)
        self._alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self.words.union(others), key=lambda one: (-len(one), one)):
            self._squeezed[_RUN.sub(r"\1", word)].append(word)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in sorted(self.words):
            self._alike[word[0], len(word)].append(word)
            if 1 < len(word) <= WIDEST:
                lengths[word[:2]].add(len(word))
        self._lengths = {begins: tuple(found) for begins, found in lengths.items()}
        """Two letters → how long the known words are that begin so."""

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def meant(self, piece: str) -> Iterator[str]:
        """Give what a piece may be, likeliest first; the last is what it is if it is none.

        A letter drawn out (`sooo`) stands once or twice; digits and signs among letters stand for
        letters (`k1ll`, `su!cide`), and `*` for any.
        """
        yield piece
        if "*" in piece:
            yield from self._masked(piece)
        for read in _readings(piece) if len(piece) <= LONGEST and not piece.isalpha() else ():
            yield read
            yield from self._short(read)
        yield from self._short(piece)
        yield _DRAWN.sub(r"\1", piece)

    def _short(self, piece: str) -> Iterator[str]:
        if not _DRAWN.search(piece):
            return
        for word in self._squeezed.get(_RUN.sub(r"\1", piece), ()):
            if len(word) <= len(piece):
                yield word
        yield _DRAWN.sub(r"\1", piece)

    def _masked(self, piece: str) -> Iterator[str]:
        alike = self._alike.get((piece[0], len(piece)), [])
        for at, sign in enumerate(piece):
            if sign != "*":
                alike = [word for word in alike if word[at] == sign]
        yield from alike

    def split(self, letters: str) -> tuple[str, ...] | None:
        """Give the fewest known words that make up these letters, or None."""
        last = len(letters)
        begun = [0, *[-1] * last]
        """Where the last of the fewest words up to here begins; -1 if none make it up."""
        fewest = [0] * (last + 1)
        for start in range(last):
            if begun[start] < 0:
                continue
            fits = self._lengths.get(letters[start : start + 2], ())
            ends = [
                end
                for length in fits
                if (end := start + length) <= last and letters[start:end] in self.words
            ]
            if letters[start] in ALONE and not (start and start - begun[start] == 1):
                ends.append(start + 1)
            for end in ends:
                if begun[end] < 0 or fewest[start] + 1 < fewest[end]:
                    begun[end], fewest[end] = start, fewest[start] + 1
        words: list[str] = []
        while last > 0 and begun[last] >= 0:
            words.append(letters[begun[last] : last])
            last = begun[last]
        return tuple(reversed(words)) if any(len(word) > 1 for word in words) else None


def _readings(piece: str) -> Iterator[str]:
    """Read digits and signs as letters, in every way that a few may be read."""
    ways = [_READ.get(sign, sign) for sign in piece]
    doubtful = [at for at, way in enumerate(ways) if len(way) > 1][:_AMBIGUOUS]
    plain = [way[0] for way in ways]
    for chosen in product(*(ways[at] for at in doubtful)):
        for at, sign in zip(doubtful, chosen, strict=True):
            plain[at] = sign
        yield "".join(plain)
