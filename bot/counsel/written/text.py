"""A file that somebody sent, as text; or why it is none that a check-in could be read from.

One file holds all languages: the source, and below a line `### es` the Spanish words for it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from bot.interview.parse.source import BIGGEST
from bot.interview.phrases import SOURCE
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from bot.interview.turn import Line

ENDINGS: Final = frozenset({"", ".toml", ".txt", ".text"})
_CODES: Final = frozenset(range(32)) - frozenset(b"\t\n\r")
"""Bytes that stand in no text; pictures, archives and UTF-16 are full of them."""
_PART: Final = re.compile(r"^###[ \t]*([a-z]{2})[ \t]*$", re.MULTILINE)
"""To TOML it is a comment."""


def unwanted(name: str, size: int | None) -> Line | None:
    """Say why a file is not even fetched, by what is told of it; None: it may be one."""
    if size is not None and size > BIGGEST:
        return line("own.big", most=BIGGEST // 1024)
    if PurePosixPath(name).suffix.lower() not in ENDINGS:
        return line("own.kind")
    return None


def text_of(content: bytes) -> str | Line:
    """Give the text of a file, or why it is none."""
    if len(content) > BIGGEST:
        return line("own.big", most=BIGGEST // 1024)
    if _CODES & frozenset(content):
        return line("own.binary")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return line("own.encoding", n=content.count(b"\n", 0, error.start) + 1)
    return text.replace("\r\n", "\n") if text.strip() else line("own.empty")


def parted(text: str, locales: Container[str]) -> dict[str, str]:
    """Part a file into its languages, each with the lines above it left blank, to count by.

    Where nothing stands for the source, what stands first does.
    """
    marks = [mark for mark in _PART.finditer(text) if mark[1] in locales]
    starts = [(SOURCE, 0), *((mark[1], mark.end()) for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    found: dict[str, str] = {}
    for (locale, start), end in zip(starts, ends, strict=True):
        if text[start:end].strip() or len(starts) == 1:
            blank = "\n" * text.count("\n", 0, start)
            found[locale] = found.get(locale, "") + blank + text[start:end]
    first = next(iter(found), SOURCE)
    return found if SOURCE in found else {SOURCE: found.pop(first, ""), **found}


def joined(files: Mapping[str, str]) -> str:
    """Give all languages of a check-in as one file, as `parted` reads it."""
    others = [
        f"### {locale}\n{text.strip()}\n" for locale, text in files.items() if locale != SOURCE
    ]
    return "\n".join([files[SOURCE].strip() + "\n", *others])
