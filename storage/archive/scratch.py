"""A scratch database, to try things in: it is written over before it goes."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from storage.engine import read_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import URL

_ZEROS: Final = bytes(1 << 20)


@contextmanager
def scratch() -> Iterator[URL]:
    """Give a new SQLite database for the block, in the system's folder for such files (TMPDIR)."""
    with tempfile.TemporaryDirectory(prefix="stillwater-") as folder:
        try:
            yield read_url(f"sqlite:///{folder}/scratch.db")
        finally:
            for file in Path(folder).iterdir():
                with suppress(OSError):  # it goes all the same
                    _write_over(file)


def _write_over(file: Path) -> None:
    with file.open("r+b") as out:
        left = os.fstat(out.fileno()).st_size
        while left > 0:
            left -= out.write(_ZEROS[:left])
        out.flush()
        os.fsync(out.fileno())
