"""The database's side of keys: secrets of the service's own, and the master key's reign."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from bot.errors import KeyProblem, StoreError
from storage.keystore import OURS
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from storage.keystore import KeyStore
    from storage.reign import Reign
    from storage.rotation import Turned


class Keyed:
    """What has a key store."""

    def __init__(self, keys: KeyStore) -> None:
        """Take the key store."""
        self._keys = keys

    async def secret(self, name: str) -> bytes:
        """Give a random key of 32 bytes that is kept for this name and no other use.

        Raises:
            KeyProblem: the master key is not this store's.

        """
        with in_our_terms():
            await self._keys.unlock()
            return await self._keys.make(f"{OURS}{name}")

    async def reign(self) -> Reign | None:
        """Prove the master key, and say how it reigns; None if there is no key store yet.

        Raises:
            StoreError: it cannot be reached.
            KeyProblem: the master key is not this store's.

        """
        with in_our_terms():
            return await self._keys.reign() if await self._keys.exists() else None

    async def reigns_since(self) -> datetime | None:
        """Say since when the newest master key reigns; aware, UTC. Costs next to nothing.

        Raises:
            StoreError: the key store cannot be reached.

        """
        with in_our_terms():
            return await self._keys.since()

    async def rotate(self) -> AsyncGenerator[Turned, None]:
        """Turn the master key over, or finish that; see `Rotation.run`.

        Raises:
            StoreError: the key store cannot be reached, or is not up to date.
            KeyProblem: there is none yet, or the master key cannot be changed from here.

        """
        with in_our_terms():
            if not await self._keys.exists():
                raise KeyProblem("There is no key store yet; `run` makes one.")
            if await self._keys.pending():
                raise StoreError("The key store is not up to date; `migrate` brings it there.")
            async with aclosing(self._keys.rotate()) as steps:
                async for turned in steps:
                    yield turned
