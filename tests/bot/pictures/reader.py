"""A reader of QR codes, written from ISO/IEC 18004 alone, to tell what a drawn one holds.

As far as links go: versions 2 to 6 (one alignment pattern, blocks of one length), level M, byte
mode, and a clean picture, whose error correction words need not be asked.
"""

from __future__ import annotations

import struct
import zlib
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Modules = list[list[bool]]
"""Rows of modules without the quiet ground; True is black."""

BLOCKS = {2: (28, 1), 3: (44, 1), 4: (32, 2), 5: (43, 2), 6: (27, 4)}
"""Data words a block, and blocks, at level M (table 9)."""
LEVEL_M = 0b00
UP = 2
"""A line of a PNG that says what changed since the one above."""
MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda y, x: (y + x) % 2,
    lambda y, _: y % 2,
    lambda _, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
"""A module is turned over where its mask gives 0 (table 10)."""


def pixels(png: bytes) -> Modules:
    """Read a PNG of one bit a pixel, black and white; True is black."""
    at, data, head = 8, b"", b""
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        head, data = (body, data) if kind == b"IHDR" else (head, data + body * (kind == b"IDAT"))
        at += 12 + length
    width, height, *rest = struct.unpack(">IIBBBBB", head)
    assert rest == [1, 0, 0, 0, 0]
    raw, stride = zlib.decompress(data), (width + 7) // 8 + 1
    above, rows = bytes(stride - 1), []
    for at in range(0, height * stride, stride):
        line = raw[at + 1 : at + stride]
        if raw[at]:
            assert raw[at] == UP
            line = bytes((a + b) % 256 for a, b in zip(above, line, strict=True))
        rows.append([bit == "0" for bit in f"{int.from_bytes(line):0{8 * len(line)}b}"[:width]])
        above = line
    return rows


def shrunk(drawn: Modules, quiet: int) -> tuple[Modules, int]:
    """Take one pixel a module and the quiet ground away; give the scale too."""
    scale = next(x for row in drawn for x, dark in enumerate(row) if dark) // quiet
    modules = [row[::scale] for row in drawn[::scale]]
    assert drawn == [
        [dark for dark in row for _ in range(scale)] for row in modules for _ in range(scale)
    ]
    inner = [row[quiet:-quiet] for row in modules[quiet:-quiet]]
    assert sum(map(sum, modules)) == sum(map(sum, inner))
    return inner, scale


def text(modules: Modules) -> str:
    """Read what the code says."""
    size = len(modules)
    version = (size - 17) // 4
    level_and_mask = _number(modules[8][x] for x in range(5)) ^ 0b10101
    assert level_and_mask >> 3 == LEVEL_M
    mask = MASKS[level_and_mask & 0b111]
    bits = [modules[y][x] ^ (not mask(y, x)) for y, x in _path(size) if not _fixed(y, x, size)]
    words = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    data = _whole(words, *BLOCKS[version])
    length = (data[0] & 0xF) << 4 | data[1] >> 4
    assert data[0] >> 4 == 0b0100
    body = data[1 : length + 2]
    return bytes((a & 0xF) << 4 | b >> 4 for a, b in pairwise(body)).decode()


def _whole(words: Sequence[int], length: int, blocks: int) -> list[int]:
    """Put the interleaved blocks one after the other."""
    return list(
        chain.from_iterable(words[block : length * blocks : blocks] for block in range(blocks))
    )


def _path(size: int) -> Iterator[tuple[int, int]]:
    """Go up and down in columns of two from the lower right, stepping over the timing column."""
    up = True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for y in range(size - 1, -1, -1) if up else range(size):
            yield from ((y, right), (y, right - 1))
        up = not up


def _fixed(y: int, x: int, size: int) -> bool:
    """Tell whether a finder, timing or alignment pattern or the format is here."""
    corner = (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9)
    return corner or 6 in (y, x) or (abs(y - size + 7) <= 2 and abs(x - size + 7) <= 2)


def _number(bits: Iterator[bool] | Sequence[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
