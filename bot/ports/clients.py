"""The clients, and the append-only ledger of what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.people import Client, ClientId, CounselorId


class Clients(Protocol):
    """The clients."""

    async def add(self, client: Client) -> None:
        """Keep a new client; their key is made and committed first."""
        ...

    async def get(self, client: ClientId) -> Client | None:
        """Find a client by id, holding their row until the transaction ends."""
        ...

    async def by_chat(self, chat: int) -> Client | None:
        """Find a client by Telegram chat id, holding their row until the transaction ends."""
        ...

    async def of(self, counselor: CounselorId) -> Mapping[ClientId, Client]:
        """Give the clients of a counselor by id, to be looked at: no row is held."""
        ...

    async def save(self, client: Client) -> None:
        """Keep a changed client."""
        ...

    async def remove(self, client: ClientId) -> None:
        """Delete every row of a client's, and destroy their key as soon as that is committed.

        Should the process die in between, the next start does so. Who is not there stays so.
        """
        ...


@dataclass(frozen=True, slots=True)
class Consent:
    """That a client agreed to a text, or withdrew: a line of an append-only ledger."""

    client: ClientId
    what: str
    """`taking part`, later also what is shared."""
    version: str
    """Of the text they read."""
    locale: str
    at: datetime
    agreed: bool = True


class Consents(Protocol):
    """The append-only ledger of consent."""

    async def add(self, consent: Consent) -> None:
        """Append a line."""
        ...

    async def of(self, client: ClientId) -> Sequence[Consent]:
        """Give a client's lines, oldest first."""
        ...
