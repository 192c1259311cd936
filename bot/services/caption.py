"""What stands under a picture, which Telegram takes up to a length only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.parts import units
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.interview.turn import Line
    from bot.services.happening import Happening

LIMIT: Final = 1024
"""UTF-16 units."""


def fits(happening: Happening, lines: Sequence[Line]) -> bool:
    """Say whether lines fit under a picture, even when it has to say that it came before."""
    repeated = happening.text(line("repeat"), *lines)
    return units(repeated) <= LIMIT
