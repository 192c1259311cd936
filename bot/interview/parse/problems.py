"""What is wrong with a file, in the author's terms: file, line, step, and how to mend it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADER = re.compile(r"^[ \t]*\[\s*steps\s*\.\s*[\"']?([^\"'\].\s]+)", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*([\w-]++)[ \t]*=", re.MULTILINE)
_ABOUT = re.compile(r"(?:the key )?'?([\w-]+)'?")
"""What a problem begins with: the key that is wrong, if it is one."""


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
        """Note on which line of a file each step begins, and each of its keys.

        Read roughly: what looks like a key within a text of several lines counts as none of the
        step's own only if the step has that key before it.
        """
        lines, step, at, line = self._lines.setdefault(file, {}), "", 0, 1
        found = sorted((*_HEADER.finditer(text), *_KEY.finditer(text)), key=lambda m: m.start(1))
        for one in found:
            line, at = line + text.count("\n", at, one.start(1)), one.start(1)
            if one.re is _HEADER:
                step = one[1]
                lines.setdefault(step, line)
            else:
                lines.setdefault(f"{step}.{one[1]}", line)

    def add(self, file: str, problem: str, step: str | None = None) -> None:
        """Add a problem of a file, or of a step in it."""
        lines, about = self._lines.get(file, {}), _ABOUT.match(problem)
        line = lines.get(step or "", 0)
        if about is not None:
            line = lines.get(f"{step or ''}.{about[1]}", line)
        place = f"{file}, line {line}" if line else file
        said = f"{place}, step {step}: {problem}" if step else f"{place}: {problem}"
        self._found.setdefault(said, (file, line))


def near(word: str, known: Iterable[str]) -> str:
    """Ask whether a known word was meant; nothing if none comes close."""
    close = get_close_matches(word, [str(one) for one in known], n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
