"""Memory: what was given back goes back to the machine, where its C library would keep it."""

from __future__ import annotations

import ctypes
from typing import Final

KEPT: Final = 128 * 1024
"""Bytes at a heap's end that stay, and from which a piece stands by itself: as glibc begins."""
_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8


def give_back() -> None:
    """Let glibc keep no more than it did at first, and one heap for all threads.

    Left alone it raises both limits to the largest piece that was ever given back, tens of MiB once
    the rules are read, and each burst of updates leaves a higher tide (mallopt(3)). With another C
    library nothing is done.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_TRIM_THRESHOLD, KEPT)
        mallopt(_M_MMAP_THRESHOLD, KEPT)
        mallopt(_M_ARENA_MAX, 1)
