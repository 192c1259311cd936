"""Which of a text's letters the house's font can draw (DejaVu Sans, as it comes with matplotlib).

A sign that it cannot draw, most emoji, is left out of a picture; the caption has it. A text in
letters it cannot draw at all gets no picture.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from matplotlib.font_manager import fontManager, get_font

from bot.pictures.sheet import font

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_LETTERS: Final = frozenset("LN")
"""The first letter of the Unicode categories of letters and numbers."""


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
