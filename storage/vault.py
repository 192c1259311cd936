"""The vault: gives the seal that each thing is kept under: a client's, a day's, the service's."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from typing import TYPE_CHECKING

from bot.errors import KeyLost, KeyProblem
from storage.apart import Apart, of_day
from storage.keystore import LOOKUP, SERVICE
from storage.seal import APART, Seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.people import ClientId
    from storage.keystore import KeyStore

__all__ = ["Seal", "Vault"]


class Vault:
    """Gives everybody their seal; keeps the ones used last in memory."""

    def __init__(self, keys: KeyStore, *, remembered: int = 4096) -> None:
        """Take the key store, and how many clients' seals to remember."""
        self._keys = keys
        self.apart = Apart(keys)
        self._remembered = remembered
        self._seals: OrderedDict[str, Seal] = OrderedDict()
        self._service: Seal | None = None
        self._lookup = b""

    @property
    def service(self) -> Seal:
        """The seal for what belongs to no client.

        Raises:
            KeyProblem: the vault was not unlocked.

        """
        if self._service is None:
            raise KeyProblem
        return self._service

    async def day(self, at: datetime) -> Seal:
        """Give the seal of an instant's UTC day, for what passes through and is no client's."""
        return await self.apart.make(of_day(at))

    async def whose(self, client: str | None, at: datetime) -> Seal:
        """Give the seal of a client, or for None that of an instant's day."""
        return await self.day(at) if client is None else await self.of(client)

    async def whose_is(self, sealed: bytes, client: str | None, at: datetime) -> Seal:
        """Give the seal of a cell that was closed with what `whose` gives."""
        if client is None:
            return await self.opener(sealed, of_day(at))
        return await self.of(client)

    async def opener(self, sealed: bytes, name: str) -> Seal:
        """Give the seal of a cell closed under a key apart, of this name.

        Cells of before there were such keys are under the service's.

        Raises:
            SealBroken: the key was destroyed.

        """
        return await self.apart.get(name) if sealed[:1] == APART else self.service

    async def unlock(self) -> None:
        """Prove the master key and fetch the service's own keys; does nothing the second time.

        Raises:
            KeyProblem: the master key is not the one this key store was made with.

        """
        if self._service is None:
            await self._keys.unlock()
            self._lookup = await self._keys.make(LOOKUP)
            self._service = Seal("", await self._keys.make(SERVICE))

    def chat(self, chat: int) -> bytes:
        """Give the keyed hash (HMAC-SHA-256, its first 16 bytes) by which a chat is found."""
        return hmac.digest(self._lookup, str(chat).encode(), "sha256")[:16]

    def house(self) -> str:
        """Give what tells this key store from all others, in hex; it is the same for good."""
        return hmac.digest(self._lookup, b"house", "sha256")[:16].hex()

    def code(self, code: str) -> bytes:
        """Give the keyed hash (HMAC-SHA-256) by which an invitation's code is found."""
        return hmac.digest(self._lookup, f"code\0{code}".encode(), "sha256")

    async def of(self, client: str | None) -> Seal:
        """Give a client's seal, or for None the service's.

        Raises:
            KeyLost: this client has no key, or it was edited.

        """
        if client is None:
            return self.service
        seal = self._seals.get(client)
        if seal is None:
            key = await self._keys.get(client)
            if key is None:
                raise KeyLost("This client has no key.")
            return self._remember(client, key)
        self._seals.move_to_end(client)
        return seal

    async def all_of(self, clients: Iterable[str | None]) -> Mapping[str | None, Seal]:
        """Give many clients' seals at once; one whose key is gone or was edited is left out."""
        wanted = set(clients)
        found: dict[str | None, Seal] = {}
        asked = []
        for client in wanted:
            if client is None:
                found[client] = self.service
            elif (seal := self._seals.get(client)) is not None:
                found[client] = seal
            else:
                asked.append(client)
        for client, key in (await self._keys.get_all(asked)).items():
            found[client] = self._remember(client, key)
        return found

    async def admit(self, client: ClientId) -> Seal:
        """Make a key for a new client; it is committed when this returns."""
        return self._remember(client, await self._keys.make(client))

    async def destroy(self, client: str) -> None:
        """Destroy a client's key for good: nothing sealed with it opens again."""
        self._seals.pop(client, None)
        await self._keys.destroy(client)

    def _remember(self, client: str, key: bytes) -> Seal:
        seal = self._seals[client] = Seal(client, key)
        if len(self._seals) > self._remembered:
            self._seals.popitem(last=False)
        return seal
