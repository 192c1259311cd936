"""Searching files for what must not be in them, in whatever form it may have got there."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def forms(text: str) -> Iterator[bytes]:
    """Give a text as it may stand in a file: plain, in UTF-16, escaped, in hex, in base64."""
    yield text.encode()
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield ascii(text)[1:-1].encode()
    yield from encoded(text.encode())
    yield from encoded(text.encode("utf-16-le"))


def encoded(content: bytes) -> Iterator[bytes]:
    """Give bytes in hex and, at each of its three places, in base64."""
    yield content.hex().encode()
    yield content.hex().upper().encode()
    for before in range(3):
        written = b64encode(bytes(before) + content)
        # What shares a character with its neighbours may look different.
        yield written[-(-before * 8 // 6) : len(written) - (-(before + len(content)) % 3 + 1)]


def number(value: int) -> Iterator[bytes]:
    """Give a number as text, and as the six bytes that SQLite would store."""
    yield from forms(str(value))
    yield value.to_bytes(6, "big")


def found(
    folder: Path, needles: Iterable[bytes], without: Iterable[str]
) -> list[tuple[str, bytes]]:
    """Give which needles are in which files of a folder and all below it, except in those named.

    A file's own name is searched, too.
    """
    left_out = frozenset(without)
    sought = set(needles)
    hits = []
    for path in sorted(folder.rglob("*")):
        if path.name in left_out:
            continue
        name = str(path.relative_to(folder))
        content = name.encode() + (path.read_bytes() if path.is_file() else b"")
        hits += [(name, needle) for needle in sought if needle in content]
    return hits
