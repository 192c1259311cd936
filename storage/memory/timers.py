"""Timers in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.memory.shelves import Waiting

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
            row.timer
            for row in self._timers.values()
            if row.timer.due_at <= now and (row.held_until is None or row.held_until <= tick)
        ]
        taken = sorted(free, key=lambda timer: (timer.due_at, timer.id))[:limit]
        for timer in taken:
            self._timers[timer.id] = Waiting(timer, tick + lease.total_seconds())
        return taken

    async def done(self, timer: str) -> bool:
        if timer not in self._timers:
            return False
        del self._timers[timer]
        return True

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
        timers = (row.timer for row in self._timers.values())
        return min((one.due_at for one in timers if kind in {None, one.kind}), default=None)
