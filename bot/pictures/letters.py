"""Letters: which the house's font has (DejaVu Sans, as it comes with matplotlib), and how wide.

A sign that it has not, most emoji, is left out of a picture; the caption has it. A text in letters
that it has not gets no picture.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from matplotlib.font_manager import FontProperties, fontManager, get_font

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

Weight = Literal["normal", "bold"]
DPI: Final = 100
POINTS: Final = 72 / DPI
"""In a pixel."""
LEADING: Final = 1.36
"""From one line to the next, as a multiple of the letters' size."""
_FAMILY: Final = "DejaVu Sans"
_LETTERS: Final = frozenset("LN")
"""The first letter of the Unicode categories of letters and numbers."""


def font(size: float, weight: Weight = "normal") -> FontProperties:
    """Give letters of a size in pixels."""
    return FontProperties(family=_FAMILY, weight=weight, size=size * POINTS)


@dataclass(slots=True)
class Lettering:
    """Knows how wide letters are."""

    size: float
    """Pixels."""
    weight: Weight = "normal"
    _widths: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """Give the width of a text in pixels; letters that draw together make it narrower."""
        return sum(map(self._one, text))

    def wrapped(self, text: str, width: float) -> list[str]:
        """Break a text so that each line fits; too long a word is broken, nothing is cut."""
        return [line for row in text.split("\n") for line in self._lines(row, width)]

    def _lines(self, row: str, width: float) -> Iterator[str]:
        line = ""
        for word in row.split(" "):
            longer = f"{line} {word}" if line else word
            if self.width(longer) <= width:
                line = longer
                continue
            if line:
                yield line
            *full, line = self._broken(word, width)
            yield from full
        yield line

    def _broken(self, word: str, width: float) -> Iterator[str]:
        part = ""
        for letter in word:
            if part and self.width(part + letter) > width:
                yield part
                part = ""
            part += letter
        yield part

    def _one(self, letter: str) -> float:
        if letter not in self._widths:
            face = get_font(fontManager.findfont(font(self.size, self.weight)))
            face.set_size(self.size * POINTS, DPI)
            self._widths[letter] = face.load_char(ord(letter)).linearHoriAdvance / 65536
        return self._widths[letter]


def drawn(text: str) -> str:
    """Give a text without the signs that the font lacks, in one space where several would stand."""
    known = _known()
    left = "".join(c for c in text if c in "\n " or ord(c) in known)
    return "\n".join(" ".join(row.split()) for row in left.split("\n"))


def drawable(text: str) -> bool:
    """Say whether every letter and number of a text can be drawn."""
    known = _known()
    return all(ord(c) in known for c in text if unicodedata.category(c)[0] in _LETTERS)


@cache
def _known() -> AbstractSet[int]:
    return frozenset(get_font(fontManager.findfont(font(10))).get_charmap())
