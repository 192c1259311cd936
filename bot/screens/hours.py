"""Working or opening hours in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.turn import Days
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.interview.turn import Line
    from bot.people import Hours
    from bot.safety.hours import Span

_RUN: Final = range(3, 7)
"""So many days on end are said by the first and the last of them."""


def said(hours: Hours | Span) -> Line:
    """Say on which days, and from when till when; the zone stands elsewhere."""
    first, last = hours.days[0], hours.days[-1]
    if len(hours.days) in _RUN and last - first == len(hours.days) - 1:
        return line(
            "hours.run",
            first=line(f"weekday.{first}"),
            last=line(f"weekday.{last}"),
            start=hours.start,
            end=hours.end,
        )
    return line("hours.days", days=Days(hours.days), start=hours.start, end=hours.end)
