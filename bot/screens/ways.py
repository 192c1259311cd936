"""A way to reach people, as lines: every means there is, and when somebody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.turn import Several
from bot.screens import hours
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.interview.turn import Line
    from bot.safety.resources import Way


def how(way: Way) -> Line:
    """Say how to reach them by the quickest means."""
    phrase, slots = way.how
    return line(phrase, **slots)


def means(way: Way) -> Iterator[Line]:
    """Say how to reach them by every means there is, the quickest first."""
    return (line(phrase, **slots) for phrase, slots in way.means)


def when(way: Way) -> Line | None:
    """Say when somebody answers, in their own zone; None where nobody knows."""
    if way.hours is None:
        return None
    if way.hours.always:
        return line("resource.always")
    return line("resource.hours", times=Several(tuple(map(hours.said, way.hours.spans))))
