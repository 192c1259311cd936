"""One plain line that somebody typed, such as may stand on a locked screen."""

from __future__ import annotations

from typing import Final
from unicodedata import category

LONGEST: Final = 40
"""Characters."""
_LINKS: Final = ("@", "/")
_ODD: Final = frozenset("CZ")
"""Kinds of characters that are no letters: controls and gaps; the plain space is one of them."""


def read_line(text: str) -> str | None:
    """Read a line; None for what is long, several lines, a link, an @name, or cannot be seen."""
    said = text.strip()
    odd = any(char != " " and category(char)[0] in _ODD for char in said)
    inside = any("." in word.strip(".") for word in said.split())
    linked = inside or any(mark in said for mark in _LINKS)
    return None if not said or len(said) > LONGEST or odd or linked else said
