"""Lines: what is in an archive. JSON, a value a line, compressed: contents, pages, tallies.

The first line is what the archive is of; then comes a line for each page, `[table, [row, …]]`; the
last says how many rows each table has and what they sum up to.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.errors import Unwhole
from storage.archive.snapshot import Contents, Page, contents_from
from storage.archive.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Writer:
    """Writes an archive's lines."""

    def __init__(self, contents: Contents, write: Callable[[bytes], object]) -> None:
        """Begin with what it is of; `write` takes the compressed stream."""
        self._write = write
        self._deflate = zlib.compressobj()
        self.tally = Tally()
        self._line(contents.as_data())

    def page(self, page: Page) -> None:
        """Add a page."""
        self.tally.add(page.shape.name, page.rows)
        self._line([page.shape.name, page.rows])

    def end(self) -> None:
        """Add the tallies, and end."""
        self._line(self.tally.as_data())
        self._write(self._deflate.flush())

    def _line(self, value: object) -> None:
        self._write(self._deflate.compress(json.dumps(value).encode() + b"\n"))


@dataclass(slots=True)
class Reader:
    """Reads an archive's lines; its `pages` end only where its tallies are true."""

    contents: Contents
    _lines: Iterator[Any]
    tally: Tally = field(default_factory=Tally)

    def pages(self) -> Iterator[Page]:
        """Give its pages.

        Raises:
            Unwhole: it is not whole, or not what was written.

        """
        shapes = {shape.name: shape for shape in self.contents.shapes}
        for line in self._lines:
            if isinstance(line, dict):
                if line != self.tally.as_data():
                    raise Unwhole("It does not hold what it says at its end.")
                return
            table, rows = line
            self.tally.add(table, rows)
            yield Page(shapes[table], rows)
        raise Unwhole("It ends before its end.")


def reading(chunks: Iterable[bytes]) -> Reader:
    """Begin to read an archive from its stream.

    Raises:
        Unwhole: as the stream does; or it is of a kind that is not known here.

    """
    lines = _lines(chunks)
    try:
        return Reader(contents_from(next(lines)), lines)
    except (KeyError, ValueError, StopIteration):
        raise Unwhole("It was made by a newer Stillwater; install that one first.") from None


def _lines(chunks: Iterable[bytes]) -> Iterator[Any]:
    inflate, waits = zlib.decompressobj(), b""
    for chunk in chunks:
        *whole, waits = (waits + inflate.decompress(chunk)).split(b"\n")
        yield from map(json.loads, whole)
