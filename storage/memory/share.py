"""Briefs and counselors' own check-ins in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from bot.brief import Brief, BriefId
    from bot.own import Own
    from bot.people import ClientId, CounselorId
    from storage.memory.shelves import Shelves


class MemoryBriefs:
    """Briefs by id."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._briefs = shelves.briefs

    async def put(self, brief: Brief) -> None:
        self._shelves.need(brief.client)
        self._shelves.need_counselor(brief.counselor)
        self._briefs[brief.id] = brief

    async def get(self, brief: BriefId) -> Brief | None:
        return self._briefs.get(brief)

    async def drop(self, brief: BriefId) -> None:
        if brief in self._briefs:
            del self._briefs[brief]

    async def of(self, client: ClientId) -> Sequence[Brief]:
        mine = (one for one in self._briefs.values() if one.client == client)
        return sorted(mine, key=lambda one: (one.sent_at, one.id))


class MemoryOwns:
    """Counselors' check-ins by name."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._owns = shelves.owns

    async def put(self, own: Own) -> None:
        self._shelves.need_counselor(own.counselor)
        known = self._owns.get(own.name)
        self._owns[own.name] = replace(own, clients=known.clients if known else frozenset())

    async def give(self, name: str, clients: AbstractSet[ClientId]) -> None:
        for client in clients:
            self._shelves.need(client)
        self._owns[name] = replace(self._owns[name], clients=frozenset(clients))

    async def take_back(self, counselor: CounselorId, client: ClientId) -> None:
        for own in await self.by(counselor):
            self._owns[own.name] = replace(own, clients=own.clients - {client})

    async def get(self, name: str) -> Own | None:
        return self._owns.get(name)

    async def by(self, counselor: CounselorId) -> Sequence[Own]:
        mine = (one for one in self._owns.values() if one.counselor == counselor)
        return sorted(mine, key=lambda one: one.name)

    async def published(self, client: ClientId) -> Sequence[Own]:
        for_them = (
            one for one in self._owns.values() if client in one.clients and one.withdrawn_at is None
        )
        return sorted(for_them, key=lambda one: one.name)
