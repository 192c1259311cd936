"""Looks, and what clients sent, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.looks import Look
    from bot.people import ClientId
    from storage.memory.shelves import Shelves


class MemoryLooks:
    """Looks in the order in which they were noted."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._looks = shelves.looks

    async def add(self, looks: Sequence[Look]) -> None:
        for look in looks:
            self._shelves.need(look.client)
            self._looks[max(self._looks, default=0) + 1] = look

    async def of(self, client: ClientId) -> Sequence[Look]:
        return [look for _, look in sorted(self._looks.items()) if look.client == client]


class MemoryIncoming:
    """Ids by client, with when they came."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._ids = shelves.incoming

    async def add(self, client: ClientId, telegram_id: int, at: datetime) -> None:
        self._shelves.need(client)
        if (client, telegram_id) not in self._ids:
            self._ids[client, telegram_id] = at

    async def of(self, client: ClientId, since: datetime) -> Sequence[int]:
        return sorted(id_ for (who, id_), at in self._ids.items() if who == client and at >= since)

    async def drop(self, client: ClientId) -> None:
        for key in [key for key in self._ids if key[0] == client]:
            del self._ids[key]
