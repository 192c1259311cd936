"""Clients and their consents in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.people import Client, ClientId, CounselorId
    from bot.ports import Consent
    from storage.memory.shelves import Shelves


class MemoryClients:
    """Clients by id and by chat."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._clients = shelves.clients

    async def add(self, client: Client) -> None:
        if client.id in self._clients or await self.by_chat(client.chat) is not None:
            raise StoreError("This client is kept already.")
        self._clients[client.id] = client

    async def get(self, client: ClientId) -> Client | None:
        return self._clients.get(client)

    async def by_chat(self, chat: int) -> Client | None:
        return next((one for one in self._clients.values() if one.chat == chat), None)

    async def of(self, counselor: CounselorId) -> Mapping[ClientId, Client]:
        mine = (care.client for care in self._shelves.cares.values() if care.counselor == counselor)
        return {client: self._clients[client] for client in mine}

    async def save(self, client: Client) -> None:
        self._shelves.need(client.id)
        other = await self.by_chat(client.chat)
        if other is not None and other.id != client.id:
            raise StoreError("Another client has this chat.")
        self._clients[client.id] = client

    async def remove(self, client: ClientId) -> None:
        self._shelves.erase(client)


class MemoryConsents:
    """The ledger, line after line."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._lines = shelves.consents

    async def add(self, consent: Consent) -> None:
        self._shelves.need(consent.client)
        self._lines[max(self._lines, default=0) + 1] = consent

    async def of(self, client: ClientId) -> Sequence[Consent]:
        return [line for _, line in sorted(self._lines.items()) if line.client == client]
