"""What the keys of a screen do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.message import Press
    from bot.screens.screen import Key


def press(key: Key) -> Press:
    """Give what a key presses; it neither copies nor leads away."""
    assert key.does is not None
    return key.does
