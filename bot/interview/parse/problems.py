"""What is wrong with a file, in the author's terms: file, line, step, and how to mend it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADER = re.compile(r"^\s*\[\s*steps\s*\.\s*[\"']?([^\"'\].\s]+)", re.MULTILINE)


class Problems:
    """The problems of one check-in."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[str, tuple[str, int]] = {}
        self._lines: dict[str, dict[str, int]] = {}

    @property
    def found(self) -> list[str]:
        """Every problem, file by file and from top to bottom."""
        files = list(dict.fromkeys(file for file, _ in self._found.values()))
        placed = self._found.items()
        return [said for said, _ in sorted(placed, key=lambda p: (files.index(p[1][0]), p[1][1]))]

    def read(self, file: str, text: str) -> None:
        """Note on which line of a file each step begins."""
        lines = self._lines.setdefault(file, {})
        for header in _HEADER.finditer(text):
            lines.setdefault(header[1], text.count("\n", 0, header.start(1)) + 1)

    def add(self, file: str, problem: str, step: str | None = None) -> None:
        """Add a problem of a file, or of a step in it."""
        line = self._lines.get(file, {}).get(step or "", 0)
        place = f"{file}, line {line}" if line else file
        said = f"{place}, step {step}: {problem}" if step else f"{place}: {problem}"
        self._found.setdefault(said, (file, line))


def near(word: str, known: Iterable[str]) -> str:
    """Ask whether a known word was meant; nothing if none comes close."""
    close = get_close_matches(word, [str(one) for one in known], n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
