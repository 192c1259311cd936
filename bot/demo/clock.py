"""A clock that can be moved on: the real time and an offset that survives a restart."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MICROSECOND = timedelta(microseconds=1)
_ZERO = timedelta()
_Stamp = tuple[int, int, int]


class ShiftedClock:
    """Tells the real time plus an offset, kept as whole microseconds in a small file.

    Processes that share the file share the offset: it is read again whenever the file changed,
    which costs one `stat` a look. Without a path the offset lives as long as the clock.
    """

    def __init__(self, path: Path | None, real: Callable[[], datetime]) -> None:
        """Take the file, or None, and what tells the real time (aware, UTC)."""
        self._path = path
        self._real = real
        self._seen: _Stamp | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        """Give the service's present instant, aware UTC."""
        return self._real() + self.offset

    @property
    def offset(self) -> timedelta:
        """How far ahead of the real time this clock is."""
        if self._path is not None and (stamp := _stamp(self._path)) != self._seen:
            self._offset = _MICROSECOND * int(self._path.read_text("ascii")) if stamp else _ZERO
            self._seen = stamp
        return self._offset

    def shift(self, by: timedelta) -> datetime:
        """Move on and give the new instant.

        Raises:
            ValueError: the clock would go back.

        """
        if by < _ZERO:
            raise ValueError("The clock only moves forward.")
        offset = self.offset + by
        if self._path is None:
            self._offset = offset
        else:
            _replace(self._path, str(offset // _MICROSECOND))
        return self.now()

    def set(self, to: datetime) -> datetime:
        """Move on to an instant (aware) and give it.

        Raises:
            ValueError: the instant has passed.

        """
        return self.shift(to - self.now())


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _replace(path: Path, text: str) -> None:
    """Write beside it and rename over it: a reader sees the old offset or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(text, "ascii")
    fresh.replace(path)
