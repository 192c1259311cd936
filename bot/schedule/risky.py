"""The risky time: the weekly hour that a client finds hardest, and the times to reach them by it.

Planning before and reviewing after one's own risky time is CONTENT.md's default dose; which hour
it is only the client knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.schedule.cadences import WEEK

_WRITTEN = re.compile(rf"({'|'.join(WEEK)})-([01][0-9]|2[0-3])-([0-5][0-9])", re.ASCII)
_SMALL_HOURS = time(5)
"""Until then a night belongs to the evening before."""
_FIRST, _LAST = time(9), time(20)
"""When somebody can be asked to look ahead: waking hours, both in, with time left for it."""
_A_MONDAY = date(2001, 1, 1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Risky:
    """A weekday and a wall time in the client's zone."""

    weekday: int
    """ISO, 1 is Monday."""
    at: time
    """Whole minutes."""

    @property
    def written(self) -> str:
        """As a client's profile keeps it: `fri-20-00`."""
        return f"{WEEK[self.weekday - 1]}-{self.at:%H-%M}"

    @property
    def evening(self) -> int:
        """The ISO weekday whose evening or day it belongs to: small hours are the night before."""
        return self.weekday if self.at >= _SMALL_HOURS else (self.weekday - 2) % 7 + 1

    def before(self, least: timedelta) -> tuple[int, time]:
        """Give the last ISO weekday and time of waking hours that is at least so long before it.

        `least` is under a day.
        """
        latest = self._someday() - least
        if latest.time() < _FIRST:
            latest = datetime.combine(latest.date() - _DAY, _LAST)
        wall = min(latest.time(), _LAST)
        return latest.isoweekday(), wall

    def after(self, days: int) -> int:
        """Give the ISO weekday so many days after the evening it belongs to."""
        return (self.evening + days - 1) % 7 + 1

    def _someday(self) -> datetime:
        """Give one such hour, naive: no zone is known here, and none is needed."""
        return datetime.combine(_A_MONDAY + (self.weekday - 1) * _DAY, self.at)


def read(written: str) -> Risky | None:
    """Read what `written` wrote; None if it is something else."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    return Risky(WEEK.index(found[1]) + 1, time(int(found[2]), int(found[3])))
