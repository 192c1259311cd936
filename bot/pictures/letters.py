"""Letters: which the house's font has (DejaVu Sans, as it comes with matplotlib), and how wide.

A sign that it has not, most emoji, is left out of a picture; the caption has it. A text in letters
that it has not gets no picture.

Only what draws asks any of this: matplotlib takes half a second and 65 MB when it is first brought
in, which no transaction and no command should wait for.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

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
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - see above

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
            face = _face(font(self.size, self.weight))
            face.set_size(self.size * POINTS, DPI)
            self._widths[letter] = face.load_char(ord(letter)).linearHoriAdvance / 65536
        return self._widths[letter]


def drawn(text: str) -> str:
    """Give a text without the signs that the font lacks, in one space where several would stand.

    None stands before a mark, as the end of a quote, that a sign stood before.
    """
    known, left, lacks = _known(), "", False
    for c in text:
        if c not in "\n " and ord(c) not in known:
            lacks = True
            continue
        left = (left.rstrip(" ") if lacks and not c.isalnum() and c != " " else left) + c
        lacks = False
    return "\n".join(" ".join(row.split()) for row in left.split("\n"))


def drawable(text: str) -> bool:
    """Say whether every letter and number of a text can be drawn."""
    known = _known()
    return all(ord(c) in known for c in text if unicodedata.category(c)[0] in _LETTERS)


@cache
def _known() -> AbstractSet[int]:
    return frozenset(_face(font(10)).get_charmap())


def _face(letters: FontProperties) -> FT2Font:
    from matplotlib.font_manager import fontManager, get_font  # noqa: PLC0415 - see above

    return get_font(fontManager.findfont(letters))
