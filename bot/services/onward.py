"""Time that only goes on: what is counted by it goes on too when a machine's clock is set back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class Onward:
    """Follows a clock, and stands still while that takes a step back; instants are aware UTC."""

    last: datetime | None = None
    behind: timedelta = timedelta()
    """How far the clock has been set back so far, all in all."""

    def at(self, now: datetime) -> datetime:
        """Give the instant that counts for what the clock says."""
        if self.last is not None and now + self.behind < self.last:
            self.behind = self.last - now
        self.last = now + self.behind
        return self.last

    def until(self, instant: datetime) -> datetime:
        """Give the same for an instant to come."""
        return instant + self.behind
