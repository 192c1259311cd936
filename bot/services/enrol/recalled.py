"""Recalled: what a client hears of a brief that was on its way when they shared less."""

from __future__ import annotations

from enum import Enum, auto


class Recalled(Enum):
    """What became of a brief that had not left."""

    NONE = auto()
    """There was none, or nothing in it changed."""
    LESS = auto()
    """It goes without a part."""
    DROPPED = auto()
    """It is not sent."""
