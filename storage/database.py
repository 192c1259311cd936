"""The database: opens units of work, and looks after the keys beside it."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import KeyProblem, StoreError
from bot.ports import Meters, Pool, Unmetered
from storage.damage import Damage, look_again, set_aside
from storage.engine import open_engine, read_url
from storage.everything import EVERYTHING
from storage.history import current, pending
from storage.keystore import KeyStore, open_keys
from storage.leases import Leases
from storage.replicas import Replicas
from storage.swept import Swept
from storage.tables import clients
from storage.trouble import in_our_terms
from storage.work import SqlWork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import QueuePool

    from bot.ports import Work
    from storage.leases import Fence
    from storage.ring import Ring

_CLIENTS: Final = select(clients.c.id)


class Database(Swept):
    """A store on SQLite or PostgreSQL. `database.works` is the `Works` that services take."""

    def __init__(self, engine: AsyncEngine, keys: KeyStore) -> None:
        """Take the store's engine and the key store; `open_database` makes both from URLs."""
        super().__init__(engine, keys)
        self.replicas = Replicas(engine)
        self.meters: Meters = Unmetered()
        """Told how long each unit of work took."""
        self.leases = Leases(engine, self.replicas.name)

    @asynccontextmanager
    async def works(self, fence: Fence | None = None) -> AsyncIterator[Work]:
        """Open a unit of work; on SQLite it waits for the one before it.

        Raises:
            Fenced: by `fence`, another process does by now what this one did.
            StoreError: the database refused something, or cannot be reached.
            KeyProblem: the master key is not this store's.

        """
        with in_our_terms():
            await self._vault.unlock()
            asked = time.monotonic()
            async with self._turn():
                async with self._naming() as damage, self._engine.begin() as connection:
                    began = time.monotonic()
                    if fence is not None:
                        await fence(connection)
                    work = SqlWork(connection, self._vault, self.replicas.name, damage)
                    yield work
                self.meters.worked(began - asked, time.monotonic() - began)
                for name in work.shed:
                    await self._vault.apart.destroy(name)
                if work.removed or work.night_is_over:
                    await self._shred()

    @property
    def pool(self) -> Pool:
        """Say how many connections of the store are in use, and how many there may be."""
        pool = cast("QueuePool", self._engine.pool)
        return Pool(pool.checkedout(), pool.size())

    def claim(self) -> None:
        """Be the one process that serves this SQLite file until it is closed, or dies.

        Of a bot on PostgreSQL, Telegram itself refuses to serve a second.

        Raises:
            StoreError: another process serves it.

        """
        with in_our_terms():
            if not self.leases.lock("serving"):
                raise StoreError("Another process serves this database; stop that one first.")

    async def migrate(self) -> None:
        """Bring store and key store up to date; make them if they are new.

        Raises:
            KeyProblem: the master key is not this store's, or the key store of a store that has
                clients is gone; nothing was touched.

        """
        with in_our_terms():
            if not await self._keys.exists() and await self._has_clients():
                raise KeyProblem("The key store of this store is missing; put it back first.")
            await self._keys.migrate()
            await self._vault.unlock()
            if await pending(self._engine):
                from storage.migrate import upgrade  # noqa: PLC0415 - Alembic, once in a release

                await upgrade(self._engine)

    async def damaged(self) -> Sequence[tuple[str, str]]:
        """Look again at the rows that did not open, and give those that still do not.

        Each is its table and its own key there; one that was mended is named no more.
        """
        with in_our_terms():
            await self._vault.unlock()
            async with self._turn(), self._engine.begin() as connection:
                return await look_again(connection, self._vault, EVERYTHING)

    async def pending(self) -> bool:
        """Say whether migrations of the store wait to be run.

        Raises:
            StoreError: it cannot be reached.

        """
        with in_our_terms():
            return await pending(self._engine) or await self._keys.pending()

    @asynccontextmanager
    async def _naming(self) -> AsyncIterator[Damage]:
        """Name what a unit of work finds damaged, whether or not it is committed."""
        damage = Damage()
        try:
            yield damage
        finally:
            if damage.found:
                with suppress(SQLAlchemyError):  # what went wrong before is what is told
                    async with self._engine.begin() as connection:
                        await set_aside(connection, damage.found)

    async def _has_clients(self) -> bool:
        if await current(self._engine) is None:
            return False
        async with self._engine.begin() as connection:
            found = await connection.execute(_CLIENTS.limit(1))
        return found.first() is not None

    async def close(self) -> None:
        """Let go of both databases."""
        self.leases.close()
        await self._engine.dispose()
        await self._keys.close()


def open_database(url: str, keys_url: str, ring: Ring) -> Database:
    """Give a store that opens nothing before its first use.

    Raises:
        ConfigError: a URL is none, or neither SQLite's nor PostgreSQL's.

    """
    return Database(open_engine(read_url(url)), open_keys(read_url(keys_url), ring))
