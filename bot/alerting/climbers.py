"""Climbers: on whose terms an alert climbs, and who can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.care import Care
    from bot.people import Counselor


@dataclass(frozen=True, slots=True)
class Climbers:
    """The care of a client, their counselor, and everybody who can be told."""

    care: Care
    own: Counselor
    line: tuple[Counselor, ...]
    """As `in_line` gives it; never empty."""
