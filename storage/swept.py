"""The database's side of erasing: keys of those who are gone go too, whatever was cut short."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, select

from storage.engine import truncate_log
from storage.keyed import Keyed
from storage.tables import clients, erasures
from storage.trouble import in_our_terms
from storage.turns import OneAtATime
from storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sqlalchemy.ext.asyncio import AsyncEngine

    from storage.keystore import KeyStore

PAGE: Final = 1000
"""Clients that are swept in one transaction."""
_PAGE: Final = (
    select(clients.c.id)
    .where(clients.c.id > bindparam("after"))
    .order_by(clients.c.id)
    .limit(bindparam("most"))
)
_REMOVE: Final = delete(clients).where(clients.c.id == bindparam("of"))
_BEGUN: Final = select(erasures.c.client)
_SHREDDED: Final = delete(erasures).where(erasures.c.client == bindparam("of"))
SETTLED: Final = timedelta(hours=1)
"""A key this old belongs to a client who is there, or to nobody."""


class Swept(Keyed):
    """What has clients, and a key for each."""

    def __init__(self, engine: AsyncEngine, keys: KeyStore) -> None:
        """Take the store's engine and the key store."""
        super().__init__(keys)
        self._engine = engine
        self._vault = Vault(keys)
        self._turns = OneAtATime() if engine.dialect.name == "sqlite" else None

    async def sweep(self, at_once: int = PAGE) -> int:
        """Finish what an erasure or an enrolment that was cut short has left; return how many.

        The key of a client who was erased goes; so does a key without a client, once it is an hour
        old. A client without a key, as an old backup brings them back, is erased. All are looked
        at, so many at once and with others' turns in between: it may go on beside the service.
        """
        with in_our_terms():
            await self._vault.unlock()
            async with self._turn():
                swept = len(await self._shred())
            after: str | None = ""
            while after is not None:
                strays, after = await self._sweep(after, at_once)
                swept += strays
        return swept

    async def _sweep(self, after: str, most: int) -> tuple[int, str | None]:
        """Sweep one page of clients; give the strays among them, and where the next page begins."""
        async with self._turn(), self._engine.begin() as connection:
            kept = (await connection.execute(_PAGE, {"after": after, "most": most})).scalars().all()
            end = kept[-1] if len(kept) == most else None
            # read after the clients, whose keys were committed before them
            keyed = await self._keys.between(after, end, SETTLED)
            keyless = set(kept) - keyed.keys()
            for client in keyless:
                await connection.execute(_REMOVE, {"of": client})
        nobodys = {name for name, settled in keyed.items() if settled} - set(kept)
        if nobodys:
            async with self._turn():
                await self._shred(nobodys)
        return len(keyless | nobodys), end

    async def _shred(self, nobodys: AbstractSet[str] = frozenset()) -> AbstractSet[str]:
        """Destroy the keys of clients whose rows are gone, and empty the log that still has them.

        Only now: had it come before the commit, and had that failed, nobody could read of them nor
        answer them, and the farewell would be lost. Until it is done their ids are kept, so that
        what failed is done the next time, or at night. Give whose keys were destroyed.
        """
        async with self._engine.begin() as connection:
            erased = set((await connection.execute(_BEGUN)).scalars())
        for client in erased | nobodys:
            await self._vault.destroy(client)
        async with self._engine.begin() as connection:
            for client in erased:
                await connection.execute(_SHREDDED, {"of": client})
        await truncate_log(self._engine)
        return erased | nobodys

    def _turn(self) -> AbstractAsyncContextManager[None]:
        return nullcontext() if self._turns is None else self._turns
