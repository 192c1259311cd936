"""A sampling profile of this process: where its own processor time goes, at a thousandth the cost.

Every so many milliseconds of processor time the stack is looked at. A function's share is how
often it, or what it called, was there; its own share, how often it was at the top.
"""

from __future__ import annotations

import signal
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from types import FrameType

EVERY: Final = 0.002
"""Seconds of processor time between two looks."""
SHOWN: Final = 120
"""Functions that are told of, the costliest."""


class Sampler:
    """Looks at the stack of the main thread, from `start` to `stop`."""

    def __init__(self) -> None:
        self._looks = 0
        self._before: Any = signal.SIG_DFL
        self._within: Counter[str] = Counter()
        self._own: Counter[str] = Counter()
        self._rooms: Counter[str] = Counter()
        """By the package at the top: ours, or a library."""

    async def start(self) -> dict[str, Any]:
        """Begin to look."""
        self._before = signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        return {}

    async def stop(self) -> dict[str, Any]:
        """End, and give the costliest, as shares from 0 to 1."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, self._before)
        return {
            "looks": self._looks,
            "within": self._shares(self._within),
            "own": self._shares(self._own),
            "rooms": self._shares(self._rooms),
        }

    def _look(self, _: int, frame: FrameType | None) -> None:
        if frame is None:
            return
        self._looks += 1
        self._own[_name(frame)] += 1
        self._rooms[_room(frame)] += 1
        seen = set()
        while frame is not None:
            seen.add(_name(frame))
            frame = frame.f_back
        self._within.update(seen)

    def _shares(self, counted: Counter[str]) -> dict[str, float]:
        return {what: times / max(1, self._looks) for what, times in counted.most_common(SHOWN)}


def _name(frame: FrameType) -> str:
    return f"{_module(frame)}.{frame.f_code.co_qualname}"


def _room(frame: FrameType) -> str:
    return _module(frame).partition(".")[0]


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "?"))
