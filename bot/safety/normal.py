"""Text in its plain form: what two ways of writing the same words have in common."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.safety.heard import END
from bot.safety.spelling import PLAIN, Spelling

_APOSTROPHES: Final = re.compile(r"['’‘`´]")  # noqa: RUF001 - phones write all of them
_PIECES: Final = re.compile(r"[^\W_]+|[.!?;|\n…¡¿]")


def normal(text: str, spelling: Spelling = PLAIN) -> str:
    """Give the words only, one space apart, with `|` between sentences.

    No case, accents, punctuation or hidden characters: `I CAN'T, breathe!!` becomes
    `i cant breathe`.
    """
    return " ".join(words(text, spelling))


def words(text: str, spelling: Spelling = PLAIN) -> list[str]:  # noqa: ARG001 - for now
    """Give the words in normal form, and `|` between sentences."""
    letters = "".join(
        c
        for c in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        # Marks are accents; format characters are zero-width joiners and the like.
        if unicodedata.category(c) not in {"Mn", "Mc", "Me", "Cf"}
    )
    said: list[str] = []
    for piece in _PIECES.findall(_APOSTROPHES.sub("", letters)):
        if piece[0].isalnum():
            said.append(piece)
        elif said and said[-1] != END:
            said.append(END)
    return said[:-1] if said and said[-1] == END else said
