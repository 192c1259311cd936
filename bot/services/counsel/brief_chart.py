"""The chart that goes with a brief: how the numbers in it moved, and nothing beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.brief import Part
from bot.counsel.telling import named
from bot.pictures.chart import Band, Point, Progress
from bot.pictures.chart import named as days_named
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from bot.counsel.matter import Matter
    from bot.interview.turn import Line

_BANDS: Final = 3
"""As many as a chart holds."""


def chart(matter: Matter, parts: AbstractSet[Part], say: Callable[[Line], str]) -> Progress | None:
    """Give what is to be drawn; None where numbers are not told, or there is nothing to join."""
    trends = matter.trends[:_BANDS] if Part.RATINGS in parts else ()
    if not any(len(one.points) > 1 for one in trends):
        return None
    bands = tuple(
        Band(say(named(one)), tuple(Point(on, value) for on, value in one.points)) for one in trends
    )
    days = [on for one in trends for on, _ in one.points]
    ticks = tuple(
        (day, say(line("brief.day", date=day))) for day in days_named(min(days), max(days))
    )
    return Progress(say(line("brief.chart-head")), bands, ticks=ticks)
