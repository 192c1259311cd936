"""A file that somebody sent, as text; or why it is none that a check-in could be read from."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from bot.interview.parse.source import BIGGEST
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.interview.turn import Line

ENDINGS: Final = frozenset({"", ".toml", ".txt", ".text"})
_CODES: Final = frozenset(range(32)) - frozenset(b"\t\n\r")
"""Bytes that stand in no text; pictures, archives and UTF-16 are full of them."""


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
