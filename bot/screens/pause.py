"""A pause: for how long, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.turn import Days
from bot.screens.screen import Screen, key, line, screen

if TYPE_CHECKING:
    from datetime import date


def ask() -> Screen:
    """Ask for how long it should be quiet."""
    spans = (key("pause.day", "quiet-for", "day"), key("pause.week", "quiet-for", "week"))
    return Screen((line("pause.ask"),), (spans, (key("pause.open", "quiet-for", "open"),)))


def done(until: date | None) -> Screen:
    """Say until when it is quiet: a local date, or None for until the client says."""
    if until is None:
        return screen("pause.for-now")
    return screen("pause.until", weekday=Days((until.isoweekday(),)), date=until)
