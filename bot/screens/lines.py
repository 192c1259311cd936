"""Lines and the slots in them, as several screens put them together."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.interview.turn import Days
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, time

    from bot.interview.turn import Line
    from bot.schedule.risky import Risky


def below(lines: Iterable[Line]) -> Line:
    """Lay lines (at least one) under one another, without the space that parts a screen's lines.

    Two and two, so that a thousand stand one in another no deeper than ten.
    """
    laid = list(lines)
    while len(laid) > 1:
        pairs = zip_longest(laid[::2], laid[1::2])
        laid = [
            above if here is None else line("list.below", above=above, here=here)
            for above, here in pairs
        ]
    return laid[0]


def weekday(day: date) -> Days:
    """Give a day's weekday, for a slot."""
    return Days((day.isoweekday(),))


def when(local: datetime) -> dict[str, Days | date | time]:
    """Give the slots `weekday`, `date` and `time` of a wall time."""
    return {"weekday": weekday(local), "date": local.date(), "time": local.time()}


def next_line(at: datetime | None) -> Line:
    """Say when the next prompt comes; `at` is a local time of the client's, or None."""
    return line("next.nothing") if at is None else line("next.planned", **when(at))


def hardest_line(hour: Risky) -> Line:
    """Say as which hour of the week a client's hardest one was understood."""
    return line("enrol.hardest", weekday=Days((hour.weekday,)), time=hour.at)


def town(zone: str) -> str:
    """Give the town that an IANA zone is named after."""
    return zone.rpartition("/")[2].replace("_", " ")
