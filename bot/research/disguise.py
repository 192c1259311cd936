"""The disguise: pseudonyms and dates in an export, all drawn from the export's own key.

A pseudonym is the beginning of a keyed hash (HMAC-SHA-256): the same under the same key, without
which nobody gets from it to the store's id, nor from one export to another. It is no anonymity:
who knows when somebody answered finds the row by the times (GDPR recital 26, Article 4(5)).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.interview.rated import measured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from bot.interview.script import Script

DIGITS: Final = 24
"""Of a pseudonym: 96 bits, so that a thousand million of them most surely differ."""
_WEEK: Final = timedelta(weeks=1)
_WEEKS: Final = 26
"""The farthest that dates are shifted, either way."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names that come with Stillwater, and so say nothing of anybody."""

    checkins: AbstractSet[str]
    measures: AbstractSet[str]


def known(library: Iterable[Script]) -> Known:
    """Give the names in a library's check-ins."""
    scripts = list(library)
    measures = {measured(step) for script in scripts for step in script.steps.values()}
    return Known({script.name for script in scripts}, {one for one in measures if one})


@dataclass(frozen=True, slots=True)
class Disguise:
    """What stands in an export for what is in the store."""

    key: bytes = field(repr=False)
    """32 random bytes."""
    known: Known
    shifts: bool = False
    """Whether each client's dates are shifted, all of them alike."""

    def id(self, kind: str, of: str | None) -> str | None:
        """Give the pseudonym of an id; kinds have pseudonyms of their own."""
        return None if not of else self._drawn(f"{kind}\0{of}").hex()[:DIGITS]

    def checkin(self, name: str | None) -> str | None:
        """Give a check-in's name; a counselor's own has a pseudonym."""
        return self._own(name, self.known.checkins)

    def step(self, checkin: str | None, step: str) -> str | None:
        """Give a step's name; in a counselor's own check-in it has a pseudonym."""
        return step if checkin in self.known.checkins else self.id("name", step)

    def measure(self, name: str) -> str | None:
        """Give the name of what was rated; what only a counselor measures has a pseudonym."""
        return self._own(name, self.known.measures)

    def zone(self, zone: str) -> str | None:
        """Give a time zone; none where dates are shifted: beside them it would tell the season."""
        return None if self.shifts else zone

    def day(self, day: date, client: str) -> str:
        """Give a local date (ISO 8601)."""
        return (day + self._shift(client)).isoformat()

    def instant(self, at: datetime | None, zone: str, client: str) -> str | None:
        """Give an instant (aware) as the clock showed it in a zone: ISO 8601, whole seconds.

        With its distance from UTC, unless dates are shifted: then it is a wall time alone.
        """
        if at is None:
            return None
        local = at.astimezone(ZoneInfo(zone))
        if self.shifts:
            local = local.replace(tzinfo=None) + self._shift(client)
        return local.isoformat(timespec="seconds")

    def _own(self, name: str | None, known: AbstractSet[str]) -> str | None:
        return name if name is None or name in known else self.id("name", name)

    def _shift(self, client: str) -> timedelta:
        """Give a client's own number of whole weeks, never none: weekdays stay what they were."""
        if not self.shifts:
            return timedelta()
        drawn = int.from_bytes(self._drawn(f"shift\0{client}")[:8], "big")
        weeks = 1 + drawn // 2 % _WEEKS
        return weeks * _WEEK if drawn % 2 else -weeks * _WEEK

    def _drawn(self, what: str) -> bytes:
        return hmac.digest(self.key, what.encode(), "sha256")
