"""Text in its plain form: what two ways of writing the same words have in common.

Case, accents, hidden characters, repeated letters, digits and signs for letters, letters typed
apart, phone spellings, slips in key words, emoji: all become the words they stand for.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.safety.alike import ALIKE
from bot.safety.apart import joined
from bot.safety.heard import END
from bot.safety.spelling import PLAIN, Spelling

LONGEST: Final = 3 * 4096
"""Characters looked at once signs that stand for several are written out; a message has 4,096."""
_APOSTROPHES: Final = re.compile(r"['’‘`´ʼ＇]")  # noqa: RUF001 - phones write all of them
_HIDDEN: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Marks are accents; format characters are zero-width joiners and the like."""
_DECIMALS: Final = re.compile(r"(?<=\d)[.,](?:(?=\d{3}(?!\d))|\d+)")
_PIECES: Final = re.compile(
    r"\$?[^\W_]+(?:[*@$!+|][^\W_]+)*|[.!?;|\n\r…¡¿\u2600-\u27bf\U0001f000-\U0001faff]"
)
_NUMBERED: Final = re.compile(r"([0-9]+)([a-z]+)")
_SIGN: Final = re.compile(r"[*@$!+|]")
_ENDS: Final = frozenset("!|")


def normal(text: str, spelling: Spelling = PLAIN) -> str:
    """Give the words only, one space apart, with `|` between sentences.

    `I CAN'T, breathe!!` becomes `i cant breathe`.
    """
    return " ".join(words(text, spelling))


def words(text: str, spelling: Spelling = PLAIN) -> list[str]:
    """Give the words in normal form, and `|` between sentences."""
    plain = _answered(_plain(text, spelling), spelling)
    pieces = _PIECES.findall(joined(_DECIMALS.sub("", plain), spelling.known))
    heard = {piece: _heard(piece, spelling) for piece in dict.fromkeys(pieces)}
    said: list[str] = []
    for piece in pieces:
        for word in heard[piece]:
            if word != END or (said and said[-1] != END):
                said.append(word)
    while said and said[-1] == END:
        said.pop()
    told = _phrased(said, spelling) if spelling.phrases else said
    text = " ".join(told)
    # What a phone spelling left of letters in a row may be a word only now; mostly it is none.
    again = joined(text, spelling.known)
    return told if again == text else words(again, spelling)


def _plain(text: str, spelling: Spelling) -> str:
    """Give small letters without marks."""
    if text.isascii():
        return _APOSTROPHES.sub("", text.lower())
    text = text.translate(spelling.emoji)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(c for c in text[:LONGEST] if unicodedata.category(c) not in _HIDDEN)
    return _APOSTROPHES.sub("", letters.translate(ALIKE))


def _answered(text: str, spelling: Spelling) -> str:
    """End the sentence after an answer: “no, i want to” says no to something else."""
    head, comma, rest = text.partition(",")
    return f"{head}{END}{rest}" if comma and head.strip() in spelling.answers else text


def _heard(piece: str, spelling: Spelling) -> list[str]:
    """Give the words that a piece stands for."""
    if not piece[0].isalnum() and len(piece) == 1:
        return [END]
    if piece in spelling.known or piece.isdecimal():
        return [piece]
    if found := _NUMBERED.fullmatch(piece):
        number, unit = found.groups()
        if unit in spelling.units and piece not in spelling.words:
            return [number, spelling.words.get(unit, unit)]
    word = piece
    for word in spelling.known.meant(piece):
        known = word if word in spelling.known else spelling.words.get(word) or spelling.near(word)
        if known is not None:
            return [known]
    return _parted(piece, spelling) if _SIGN.search(piece) else [word]


def _parted(piece: str, spelling: Spelling) -> list[str]:
    """Give the words on both sides of signs that stood for no letter."""
    parts = _SIGN.split(piece)
    ends = [END if sign in _ENDS else "" for sign in _SIGN.findall(piece)]
    return [
        word
        for part, end in zip(parts, [*ends, ""], strict=True)
        for word in (*(_heard(part, spelling) if part else ()), end)
        if word
    ]


def _phrased(said: list[str], spelling: Spelling) -> list[str]:
    """Put words together that are written apart."""
    found: list[str] = []
    for word in said:
        found.append(word)
        for length in (1, 2, 3):
            heard = spelling.phrases.get(tuple(found[-length:]))
            if heard is not None and len(found) >= length:
                found[-length:] = heard
                break
    return found
