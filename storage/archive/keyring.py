"""A key store beside an archive: whose it is, for whom it has keys, and what they open."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from bot.errors import ArchiveProblem, KeyLost, KeyProblem, SealBroken
from storage.everything import EVERYTHING
from storage.keystore import KeyStore, open_keys
from storage.tables import clients
from storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.ring import Ring

EACH: Final = 20
"""Rows of each sealed kind that are opened."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What became of rows that were chosen at random, some of each sealed kind."""

    opened: int
    shut: tuple[tuple[str, str], ...]
    """Table and row of those that do not open: their key was destroyed, or they are damaged."""
    keyless: int
    """Clients, of all there are, who have no key: erased, or younger than the key store."""


class Keyring:
    """The keys that the rows of a store are opened with."""

    def __init__(self, keys: KeyStore) -> None:
        """Take the key store."""
        self._keys = keys
        self._vault = Vault(keys)

    async def unlock(self) -> str:
        """Prove the master key; give what tells this key store from all others.

        Raises:
            KeyProblem: it is not this key store's, or there are no keys at all.

        """
        if not await self._keys.exists() or await self._keys.reign() is None:
            raise KeyProblem("storage.keys_url: there is no key store, or nothing in it.")
        await self._vault.unlock()
        return self._vault.house()

    async def try_on(self, connection: AsyncConnection) -> Sample:
        """Open some rows of each kind of an up-to-date store.

        Raises:
            ArchiveProblem: there are some, and not one opens.

        """
        opened, shut = 0, []
        for sealed in EVERYTHING:
            some = sealed.every.order_by(None).order_by(func.random()).limit(EACH)
            for row in (await connection.execute(some)).all():
                try:
                    sealed.read(row, await sealed.seal(self._vault, row))
                except (SealBroken, KeyLost):
                    shut.append((sealed.table, sealed.name(row)))
                else:
                    opened += 1
        if shut and not opened:
            raise ArchiveProblem("Nothing in it opens with the keys of this key store.")
        there = set((await connection.execute(select(clients.c.id))).scalars())
        keyless = there.difference(await self._keys.clients(made_before=timedelta()))
        return Sample(opened, tuple(shut), len(keyless))

    async def try_all(self) -> Sample:
        """Unwrap every key."""
        names = await self._keys.named("", timedelta())
        lost = sorted(set(names).difference(await self._keys.get_all(names)))
        return Sample(len(names) - len(lost), tuple(("keys", name) for name in lost), 0)


@asynccontextmanager
async def keyring(url: URL, ring: Ring) -> AsyncIterator[Keyring]:
    """Open the key store at a URL of `read_url`; it is let go after the block."""
    keys = open_keys(url, ring)
    try:
        yield Keyring(keys)
    finally:
        await keys.close()
