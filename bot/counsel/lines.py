"""Lines as a counselor's screens put them together."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from bot.interview.turn import Days
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, time

    from bot.interview.turn import Line


def below(lines: Iterable[Line]) -> Line:
    """Lay lines (at least one) under one another, without the space that parts a screen's lines."""
    return reduce(lambda above, here: line("client.below", above=above, here=here), lines)


def weekday(day: date) -> Days:
    """Give a day's weekday, for a slot."""
    return Days((day.isoweekday(),))


def when(local: datetime) -> dict[str, Days | date | time]:
    """Give the slots `weekday`, `date` and `time` of a wall time."""
    return {"weekday": weekday(local), "date": local.date(), "time": local.time()}
