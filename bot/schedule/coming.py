"""What is coming for a client, as they are shown it, each with a name that fits on a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.schedule.occurrences import Place, State


@dataclass(frozen=True, slots=True)
class Which:
    """One prompt of a client's, sent or to come: where it stands in which of their plans."""

    plan: int
    """Counts the client's plans, the earliest made first; none ever goes."""
    place: Place

    @property
    def written(self) -> str:
        """Write it so that it fits on a key: `0.20260303.0.0`."""
        day, slot, seq = self.place
        return f"{self.plan}.{day:%Y%m%d}.{slot}.{seq}"


def which(written: str) -> Which | None:
    """Read the name of a prompt; None if it is none."""
    parts = written.split(".")
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004 - the parts of `written`
        return None
    plan, day, slot, seq = parts
    try:
        return Which(int(plan), Place(date.fromisoformat(day), int(slot), int(seq)))
    except ValueError:
        return None


def wall(written: str) -> time | None:
    """Read a time of day as a key has it, `1915`; None if it is none."""
    try:
        return time.fromisoformat(written) if len(written) == len("1915") else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Coming:
    """A prompt that is coming, or that is left out though the plan holds it."""

    which: Which
    at: datetime
    """On the client's own clock; aware."""
    state: State
    """PLANNED; SNOOZED, where it waits already; or SKIPPED."""
    checkin: str = ""
    """Its name; of what is left out it is not known."""
