"""Text in its plain form: what two ways of writing the same words have in common."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = re.compile(r"['’‘`´]")  # noqa: RUF001 - phones write all of them
_BETWEEN: Final = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """Give words only: no case, accents, punctuation, emoji or hidden characters, one space apart.

    `I CAN'T, breathe!!` becomes `i cant breathe`.
    """
    letters = "".join(
        c
        for c in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        # Marks are accents; format characters are zero-width joiners and the like.
        if unicodedata.category(c) not in {"Mn", "Mc", "Me", "Cf"}
    )
    return _BETWEEN.sub(" ", _APOSTROPHES.sub("", letters)).strip()
