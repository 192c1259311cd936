"""A key of a screen that was pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.arrival import Tapped


@dataclass(frozen=True, slots=True)
class Pressed:
    """The key's argument, what was seen of it, and the message it stands under."""

    argument: str
    tapped: Tapped
    message: int | None
