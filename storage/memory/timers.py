"""Timers in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.memory.shelves import Waiting
from storage.rules import SET_ASIDE_AFTER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from bot.interview.conversation import ConversationId
    from bot.ports import Timer, TimerKind
    from storage.memory.shelves import Shelves


class MemoryTimers:
    """Timers by id."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._timers = shelves.timers

    async def set(self, timer: Timer) -> None:
        self._shelves.need(timer.client)
        self._shelves.need_counselor(timer.counselor)
        self._timers[timer.id] = Waiting(timer)

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Timer]:
        tick = self._shelves.tick()
        free = [
            row
            for row in self._timers.values()
            if row.timer.due_at <= now
            and row.failures < SET_ASIDE_AFTER
            and (row.held_until is None or row.held_until <= tick)
        ]
        taken = sorted(free, key=_order)[:limit]
        for row in taken:
            until = tick + lease.total_seconds()
            self._timers[row.timer.id] = replace(row, held_until=until)
        return [row.timer for row in taken]

    async def done(self, timer: str) -> bool:
        if timer not in self._timers:
            return False
        del self._timers[timer]
        return True

    async def failed(self, timer: str) -> bool:
        row = self._timers.get(timer)
        if row is None or row.failures >= SET_ASIDE_AFTER:
            return False
        self._timers[timer] = replace(row, failures=row.failures + 1)
        return row.failures + 1 >= SET_ASIDE_AFTER

    async def set_aside(self) -> Sequence[Timer]:
        return [row.timer for row in sorted(self._aside(), key=_order)]

    async def once_more(self) -> int:
        aside = self._aside()
        for row in aside:
            self._timers[row.timer.id] = replace(row, failures=SET_ASIDE_AFTER - 1)
        return len(aside)

    async def drop(
        self, *, conversation: ConversationId | None = None, occurrence: str | None = None
    ) -> None:
        self._timers.discard(
            lambda row: (
                (conversation is not None and row.timer.conversation == conversation)
                or (occurrence is not None and row.timer.occurrence == occurrence)
            )
        )

    async def next_due(self, kind: TimerKind | None = None) -> datetime | None:
        rows = self._timers.values()
        timers = (row.timer for row in rows if row.failures < SET_ASIDE_AFTER)
        return min((one.due_at for one in timers if kind in {None, one.kind}), default=None)

    def _aside(self) -> Sequence[Waiting]:
        return [row for row in self._timers.values() if row.failures >= SET_ASIDE_AFTER]


def _order(row: Waiting) -> tuple[datetime, str]:
    return row.timer.due_at, row.timer.id
