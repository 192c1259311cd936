"""What somebody who types means: words matched to the options of a question."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST: Final = 3
"""Letters that may stand for the whole of the one label they begin; a whole word always may."""

_minus = re.compile(r"(?<!\w)[-−](?=\d)")  # noqa: RUF001 - people type either
_between = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """Strip case and accents, and the space around; punctuation stays."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.category(c).startswith("M")
    ).strip()


def plain(text: str) -> str:
    """Strip case, accents, punctuation and emoji; text with nothing else in it stays itself."""
    letters = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c
        for c in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        if not unicodedata.category(c).startswith("M")
    )
    # "-3" is no 3: the sign becomes a word of its own.
    words = _between.sub(" ", _minus.sub(" minus ", letters)).strip()
    return words or "".join(c for c in text if not c.isspace() and c != "\N{VARIATION SELECTOR-16}")


def hear(phrases: Mapping[str, str], text: str, *, whole: bool = False) -> str | None:
    """Give the option meant, or None; unless `whole`, a beginning that fits one option counts."""
    said = plain(text)
    exact = phrases.get(said)
    if exact is not None or whole or not said:
        return exact
    begun = {
        option
        for phrase, option in phrases.items()
        if phrase.startswith(said if len(said) >= SHORTEST else f"{said} ")
    }
    return begun.pop() if len(begun) == 1 else None
