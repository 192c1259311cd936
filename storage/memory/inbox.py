"""The inbox in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ports import Added
from storage.memory.shelves import Update
from storage.rules import SET_ASIDE_AFTER

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.ports import Received
    from storage.memory.shelves import Shelves


class MemoryInbox:
    """Updates by their id."""

    def __init__(self, shelves: Shelves) -> None:
        self._updates = shelves.updates

    async def add(self, received: Sequence[Received], hold: Collection[int] = ()) -> Added:
        new = set()
        for one in received:
            if one.update not in self._updates:
                self._updates[one.update] = Update(one)
                new.add(one.update)
        here = {one.update for one in received if _is_open(self._updates[one.update])}
        return Added(frozenset(new), frozenset(here & {*hold}))

    async def take(self, limit: int, known: Collection[int] = ()) -> Sequence[Received]:
        return [one for one in self._open() if one.update not in known][:limit]

    async def waiting(self, limit: int = 1000) -> Sequence[Received]:
        return self._open()[:limit]

    async def open(self) -> int:
        return len(self._open())

    async def done(self, update: int) -> bool:
        row = self._updates.get(update)
        if row is None or row.done:
            return False
        self._updates[update] = replace(row, done=True, received=replace(row.received, body=""))
        return True

    async def failed(self, update: int) -> int:
        row = self._updates.get(update)
        if row is None or row.done:
            return 0
        failures = row.received.failures + 1
        self._updates[update] = replace(
            row,
            received=replace(row.received, failures=failures),
            aside=failures >= SET_ASIDE_AFTER,
        )
        return failures

    async def set_aside(self) -> Sequence[int]:
        return sorted(update for update, row in self._updates.items() if row.aside and not row.done)

    def _open(self) -> Sequence[Received]:
        waits = [row.received for row in self._updates.values() if _is_open(row)]
        return sorted(waits, key=lambda one: (not one.urgent, one.update))


def _is_open(row: Update) -> bool:
    return not (row.done or row.aside)
