"""The pretend Telegram's own memory: one file of JSON lines, the last line for a key wins.

A line reaches the operating system before anybody hears an answer, so killing the process loses
nothing; a torn last line is dropped. Opening the journal rewrites it without what was superseded.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.demo.telegram.shapes import Json

_NAME = "telegram.jsonl"


class Journal:
    """Keeps `(kind, key) -> body`; without a folder it forgets everything at once."""

    def __init__(self, folder: Path | None) -> None:
        self._lines: list[str] = []
        self._depth = 0
        self._kept: dict[tuple[str, str], Json] = {}
        self._file = None
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _NAME
        if path.exists():
            self._kept = _read(path)
            fresh = path.with_suffix(".new")
            fresh.write_text("".join(_line(k, i, b) for (k, i), b in self._kept.items()))
            fresh.replace(path)
        self._file = path.open("ab", buffering=0)

    def remembered(self) -> Iterator[tuple[str, str, Json]]:
        """Give back, once, what was kept when the journal was opened, oldest key first."""
        kept, self._kept = self._kept, {}
        for (kind, key), body in kept.items():
            yield kind, key, body

    def put(self, kind: str, key: str, body: Json | None) -> None:
        """Keep the body under its key; None forgets the key."""
        if self._file is None:
            return
        self._lines.append(_line(kind, key, body))
        if not self._depth:
            self._write()

    def __enter__(self) -> Self:
        """Write what is put inside the block in one piece."""
        self._depth += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if not self._depth and self._lines:
            self._write()

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self) -> None:
        if self._file is not None:
            self._file.write("".join(self._lines).encode())
        self._lines.clear()


def _line(kind: str, key: str, body: Json | None) -> str:
    return json.dumps([kind, key, body], separators=(",", ":")) + "\n"


def _read(path: Path) -> dict[tuple[str, str], Json]:
    kept: dict[tuple[str, str], Json] = {}
    for line in path.read_bytes().splitlines():
        try:
            kind, key, body = json.loads(line)
        except ValueError:
            continue
        if body is None:
            kept.pop((kind, key), None)
        else:
            kept[kind, key] = body
    return kept
