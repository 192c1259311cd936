"""What a line is made of: words of ours, questions, and what is quoted."""

from __future__ import annotations

import re
from typing import Final

QUOTED: Final = re.compile("“[^”]*”")
_SLOT: Final = re.compile(r"\{[^{}]*\}")
_WORD: Final = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*")
_SENTENCE: Final = re.compile(r"[^.?!…\n]+[.?!…]*")


def ours(text: str) -> str:
    """Give the text without what stands in quotation marks, and without slots."""
    return _SLOT.sub(" ", QUOTED.sub("“”", text))


def words(text: str) -> int:
    """Count the words of ours: quotations and slots are not."""
    return len(_WORD.findall(ours(text)))


def questions(text: str) -> int:
    """Count the questions we put."""
    return ours(text).count("?")


def sentences(text: str) -> list[str]:
    """Part a text into sentences, each with its mark."""
    found = (sentence.strip() for sentence in _SENTENCE.findall(text))
    return [sentence for sentence in found if sentence]
