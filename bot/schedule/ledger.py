"""The ledger: what a client has had, over all plans, and what their rest still allows."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.schedule.occurrences import zone_of
from bot.schedule.pacing import Reason, Rest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.schedule.plan import Plan
    from bot.schedule.turns import Had

HOUR = timedelta(hours=1)
"""Prompts of two plans never come nearer to each other."""
_MINUTE = timedelta(minutes=1)
_NEAR = timedelta(days=1)
"""Further than any plan's gap reaches."""


class Ledger:
    """Holds the prompts had so far; a plan is named by its index."""

    def __init__(self, plans: Sequence[Plan], zone: ZoneInfo, rest: Rest) -> None:
        """Take the plans, the client's zone, and what their rest asks."""
        self._plans = plans
        self._zone = zone
        self._rest = rest
        self._had: list[Had] = []
        self._set: list[Had] = []
        self._days: Counter[date] = Counter()
        self._weeks: Counter[tuple[int, int]] = Counter()
        self._own: Counter[tuple[int, date]] = Counter()

    def note(self, had: Had) -> None:
        """Note a prompt that was had, none of those noted before it later."""
        self._had.append(had)
        self._count(had)

    def expect(self, had: Had) -> None:
        """Note one that is set for later, as a snoozed one is: the others make way for it."""
        self._set.append(had)
        self._count(had)

    def full(self, n: int, at: datetime) -> Reason | None:
        """Say whether the client's day or week, or the plan's own day, has had its share."""
        day = self._day(at)
        most = self._plans[n].limits.max_per_day
        if self._days[day] >= self._rest.cap:
            return Reason.CAP
        if most is not None and self._own[n, self._own_day(n, at)] >= most:
            return Reason.CAP
        week = self._rest.week
        if week is not None and self._weeks[day.isocalendar()[:2]] >= week:
            return Reason.WEEK
        return None

    def too_near(self, n: int, slot: int, at: datetime) -> bool:
        """Say whether another of the plan's own is nearer than the wider of their gaps."""
        gap = self._gap(n, slot)
        return any(
            abs(at - had.at) < max(gap, self._gap(n, had.place.slot))
            for had in self._around(at)
            if had.course == n
        )

    def same_hour(self, n: int, at: datetime) -> datetime | None:
        """Give the latest instant at which another plan's is less than an hour away."""
        met = (had.at for had in self._around(at) if had.course != n and abs(at - had.at) < HOUR)
        return max(met, default=None)

    def _around(self, at: datetime) -> Iterator[Had]:
        yield from self._set
        for had in reversed(self._had):
            if at - had.at > _NEAR:
                break
            yield had

    def _gap(self, n: int, slot: int) -> timedelta:
        slots = self._plans[n].slots
        # an earlier version of the plan may have had more slots
        return max(slots[slot].min_gap, _MINUTE) if slot < len(slots) else _MINUTE

    def _count(self, had: Had) -> None:
        day = self._day(had.at)
        self._days[day] += 1
        if self._rest.week is not None:
            self._weeks[day.isocalendar()[:2]] += 1
        if self._plans[had.course].limits.max_per_day is not None:
            self._own[had.course, self._own_day(had.course, had.at)] += 1

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def _own_day(self, n: int, at: datetime) -> date:
        return at.astimezone(zone_of(self._plans[n], self._zone)).date()
