"""The pieces of a message that are weighed: the whole of it, and each part between two stops.

Alarms are buried: "a 3 today. slept ok. sorted the insurance so mum wont have to".
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 400
"""Characters of a piece; beyond that a vector says little of any of its parts."""
MOST: Final = 8
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
    parts = [part.strip() for part in _STOPS.split(text)]
    said = [_BLANKS.sub(" ", part)[:LONGEST] for part in parts if len(part.split()) >= _WORDS]
    return (whole[:LONGEST], *(said[-(MOST - 1) :] if len(said) > 1 else ()))
