"""*This isn't helping*: three answers, each of which changes something at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens.lines import next_line
from bot.screens.screen import Screen, key, line, screen

if TYPE_CHECKING:
    from datetime import datetime


WHAT: Final = ("too-often", "wrong", "not-now")


def ask() -> Screen:
    """Ask what is off."""
    return Screen(
        (line("helping.ask"),),
        tuple((key(f"helping.{what}", "helping", what),) for what in WHAT),
    )


def fewer(coming: datetime | None) -> Screen:
    """Say that it comes half as often from now on."""
    return screen("helping.fewer", next=next_line(coming))
