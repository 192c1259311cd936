"""A pause: for how long, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.lines import weekday
from bot.screens.screen import Screen, key, line, screen

if TYPE_CHECKING:
    from datetime import date


def ask() -> Screen:
    """Ask for how long it should be quiet."""
    day, week = key("pause.day", "quiet-for", "day"), key("pause.week", "quiet-for", "week")
    spans = (day, week, key("pause.fortnight", "quiet-for", "fortnight"))
    until = (key("pause.date", "begin", "pause-until"), key("pause.open", "quiet-for", "open"))
    return Screen((line("pause.ask"),), (spans, until))


def past() -> Screen:
    """Say that a pause ends on a day to come."""
    return Screen((line("pause.past"),), ((key("pause.date", "begin", "pause-until"),),))


def done(until: date | None) -> Screen:
    """Say until when it is quiet: a local date, or None for until the client says."""
    if until is None:
        return screen("pause.for-now")
    return screen("pause.until", weekday=weekday(until), date=until)
