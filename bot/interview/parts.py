"""Parts: a text as messages that Telegram takes, which counts in UTF-16 units."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import Final

LIMIT: Final = 4096
"""UTF-16 units in one message."""
_JOINER = "\N{ZERO WIDTH JOINER}"
_SKIN = "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
_DARKEST = "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"


def units(text: str) -> int:
    """Count a text as Telegram does."""
    return len(text) + sum(c > "\uffff" for c in text)


def parts(text: str, limit: int = LIMIT) -> list[str]:
    """Split a text at paragraphs, lines or spaces; its parts put together are the text again.

    A word longer than a message is cut, between characters that belong apart where there are any.
    """
    if len(text) * 2 <= limit or units(text) <= limit:
        return [text]
    found = []
    while units(text) > limit:
        cut = _cut(text, _fitting(text, limit))
        found.append(text[:cut])
        text = text[cut:]
    # Telegram refuses a message of nothing but space.
    return [part for part in [*found, text] if part.strip()]


def _fitting(text: str, limit: int) -> int:
    """Count the characters that fit, of a text that does not."""
    taken = accumulate(1 + (character > "\uffff") for character in text)
    return next(index for index, total in enumerate(taken) if total > limit)


def _cut(text: str, most: int) -> int:
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, most // 2, most)
        if found > 0:
            return found + len(mark)
    cut = most
    while cut > most // 2 and _belongs(text[cut - 1], text[cut]):
        cut -= 1
    return cut if cut > most // 2 else most


def _belongs(before: str, after: str) -> bool:
    """Whether two characters are drawn as one: accents, variations, joined emoji."""
    joined = _JOINER in {before, after} or _SKIN <= after <= _DARKEST
    return joined or unicodedata.category(after).startswith("M")
