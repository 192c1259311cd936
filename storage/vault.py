"""The vault: seals what a client says with that client's key, bound to where it stands.

A sealed cell is a version byte, a random nonce of 12 bytes, and AES-256-GCM's ciphertext with its
tag. Its address (table and column, whose key, row) is authenticated with it, so that a cell moved
or edited does not open (NIST SP 800-38D: associated data).
"""

from __future__ import annotations

import hmac
import os
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import KeyProblem, SealBroken
from storage.keystore import LOOKUP, SERVICE

if TYPE_CHECKING:
    from bot.people import ClientId
    from storage.keystore import KeyStore

_VERSION: Final = b"\x01"
_NONCE: Final = 12
_ODD: Final = "surrogatepass"  # half an emoji is still what somebody wrote
_HEAD: Final = len(_VERSION) + _NONCE


class Seal:
    """Seals and opens with one key: a client's, or the service's."""

    __slots__ = ("_cipher", "_owner")

    def __init__(self, owner: str, key: bytes) -> None:
        """Take whose key it is, and its 32 bytes."""
        self._owner = owner
        self._cipher = AESGCM(key)

    def close(self, column: str, row: str, plain: str) -> bytes:
        """Seal a cell; `column` is `table.column`, `row` the row's own key."""
        nonce = os.urandom(_NONCE)
        address = f"{column}\0{self._owner}\0{row}".encode()
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain.encode("utf-8", _ODD), address)

    def open(self, column: str, row: str, sealed: bytes) -> str:
        """Open a cell that was sealed at this address.

        Raises:
            SealBroken: it was not, or it was edited.

        """
        if sealed[:1] != _VERSION:
            raise SealBroken
        address = f"{column}\0{self._owner}\0{row}".encode()
        try:
            plain = self._cipher.decrypt(sealed[1:_HEAD], sealed[_HEAD:], address)
        except (InvalidTag, ValueError):
            raise SealBroken from None
        return plain.decode("utf-8", _ODD)


class Vault:
    """Gives everybody their seal; keeps the ones used last in memory."""

    def __init__(self, keys: KeyStore, *, remembered: int = 4096) -> None:
        """Take the key store, and how many clients' seals to remember."""
        self._keys = keys
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

    def code(self, code: str) -> bytes:
        """Give the keyed hash (HMAC-SHA-256) by which an invitation's code is found."""
        return hmac.digest(self._lookup, f"code\0{code}".encode(), "sha256")

    async def of(self, client: str | None) -> Seal:
        """Give a client's seal, or for None the service's.

        Raises:
            KeyProblem: this client has no key.

        """
        if client is None:
            return self.service
        seal = self._seals.get(client)
        if seal is None:
            key = await self._keys.get(client)
            if key is None:
                raise KeyProblem("This client has no key.")
            return self._remember(client, key)
        self._seals.move_to_end(client)
        return seal

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
