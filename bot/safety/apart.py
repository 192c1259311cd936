"""Letters typed apart, put together where that makes words: `k i l l`, `k.i.l.l`, `d-i-e`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.safety.known import Known

SHORTEST: Final = 3
"""Letters of a word typed apart: of fewer, each is more likely to stand for itself."""
_APART: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:[\W_]++[^\W\d_]){2,159}(?![^\W_])")
_BETWEEN: Final = re.compile(r"[\W_]")


def joined(text: str, known: Known) -> str:
    """Give the text with such letters put together; what makes no words stays as it is."""

    def together(found: re.Match[str]) -> str:
        letters = _BETWEEN.sub("", found[0])
        for read in dict.fromkeys(known.meant(letters)):
            if len(read) >= SHORTEST and read in known:
                return read
            if words := known.split(read):
                return " ".join(words)
        return found[0]

    return _APART.sub(together, text)
