"""The pieces of a message that are weighed: the whole of it, and each part between two stops.

Alarms are buried: "a 3 today. slept ok. sorted the insurance so mum wont have to".
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 240
"""Characters of a piece: of a longer one a vector says little; what is beyond is a piece itself."""
MOST: Final = 6
"""Pieces of a message, the last ones: it has to be quick whatever is sent."""
_STOPS: Final = re.compile(r"[.!?;\n…]+")
_BLANKS: Final = re.compile(r"\s+")
_WORDS: Final = 3
"""A part of fewer words says nothing by itself."""


def pieces(text: str) -> tuple[str, ...]:
    """Give what is weighed of a text; empty if there is nothing in it."""
    # Half a character, as JSON may hold it, is none that the encoder could read.
    text = text.casefold().encode(errors="replace").decode()
    whole = _BLANKS.sub(" ", text).strip()
    if not whole:
        return ()
    said = [
        part[at : at + LONGEST]
        for part in (_BLANKS.sub(" ", part).strip() for part in _STOPS.split(text))
        for at in range(0, len(part), LONGEST)
        if len(part[at : at + LONGEST].split()) >= _WORDS
    ]
    return (whole[:LONGEST], *(said[-(MOST - 1) :] if len(said) > 1 else ()))
