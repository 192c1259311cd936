"""Gauges in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ports import OutboxState
from bot.ports.gauges import CAPPED, LATE, Depths, Waits
from storage.rules import SET_ASIDE_AFTER, WAITS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.memory.shelves import Shelves


class MemoryGauges:
    """What waits, counted."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    async def read(self, now: datetime) -> Depths:
        open_ = [row for row in self._shelves.updates.values() if not row.done]
        timers = list(self._shelves.timers.values())
        due = [row.timer.due_at for row in timers if row.failures < SET_ASIDE_AFTER]
        posted = list(self._shelves.outbox.values())
        return Depths(
            inbox=_waits(row.received.received_at for row in open_ if not row.aside),
            aside=_waits(row.received.received_at for row in open_ if row.aside),
            due=_waits(at for at in due if at <= now),
            late=_waits(at for at in due if at <= now - LATE),
            stuck=_waits(row.timer.due_at for row in timers if row.failures >= SET_ASIDE_AFTER),
            unsent=_waits(row.message.created_at for row in posted if row.state in WAITS),
            uncertain=_waits(
                row.message.created_at for row in posted if row.state is OutboxState.UNCERTAIN
            ),
            episodes=_waits(
                one.began_at for one in self._shelves.episodes.values() if one.over_at is None
            ),
            damaged=Waits(),  # nobody edits it in memory
        )


def _waits(instants: Iterable[datetime]) -> Waits:
    found = list(instants)[:CAPPED]
    return Waits(len(found), min(found, default=None))
