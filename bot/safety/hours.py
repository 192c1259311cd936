"""When somebody answers: days and wall times in the zone of those who do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class Span:
    """The same wall times on some days of the week."""

    days: tuple[int, ...]
    """ISO weekdays, 1 is Monday; ascending. Those on which it begins."""
    start: time
    end: time
    """Not after `start`: on the next day."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours; without spans, day and night."""

    spans: tuple[Span, ...] = ()
    zone: str = "UTC"
    """IANA."""

    @property
    def always(self) -> bool:
        """Whether somebody is there day and night."""
        return not self.spans

    def open(self, at: datetime) -> bool:
        """Whether somebody is there at an instant (aware)."""
        local = at.astimezone(ZoneInfo(self.zone))
        now, today = local.time(), local.isoweekday()
        yesterday = (local.date() - timedelta(days=1)).isoweekday()

        def within(span: Span) -> bool:
            if span.start < span.end:
                return today in span.days and span.start <= now < span.end
            begun = today in span.days and now >= span.start
            return begun or (yesterday in span.days and now < span.end)

        return self.always or any(map(within, self.spans))
