"""A table on the disk: its rows are read as they are asked for, and none is held.

The encoder knows 128,000 pieces of words, 65 MB of them, and a message has some thirty.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy import int64, uint8
    from numpy.typing import NDArray


class Rows:
    """Rows of bytes, looked up by their numbers as those of an array are."""

    def __init__(self, where: Path, shape: tuple[int, int]) -> None:
        """Open it.

        Raises:
            OSError: it is not there, or not of this shape.

        """
        many, self._width = shape
        self._file = os.open(where, os.O_RDONLY)
        if os.fstat(self._file).st_size != many * self._width:
            os.close(self._file)
            raise OSError(f"{where.name} is not of the size it had")

    def __getitem__(self, numbers: NDArray[int64]) -> NDArray[uint8]:
        """Give these rows, one under the other."""
        width = self._width
        found = b"".join(os.pread(self._file, width, row * width) for row in numbers.tolist())
        return np.frombuffer(found, dtype=np.uint8).reshape(-1, width)
