"""The key store: every client's key, wrapped by the master key, apart from what it seals.

It has a database of its own (a second SQLite file, or the schema `keys`), so that backups of the
store hold no keys and a destroyed key is gone for good.
"""

from __future__ import annotations

import secrets
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.exc import IntegrityError

from bot.errors import KeyLost
from storage.dbclock import DbLater
from storage.engine import open_engine, truncate_log
from storage.epochs import Epochs
from storage.history import History, current, pending
from storage.keytables import keys
from storage.masterkey import SIZE
from storage.padded import padded
from storage.reign import began, reigning
from storage.rotation import AT_ONCE, Rotation
from storage.turns import OneAtATime
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import Row
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from storage.reign import Reign
    from storage.ring import Ring
    from storage.rotation import Turned

OURS: Final = "service/"
"""What the name of every key begins with that is no client's."""
SERVICE: Final = f"{OURS}seal"
"""The name of the key for what belongs to no client."""
LOOKUP: Final = f"{OURS}lookup"
"""The name of the key under which chats are hashed."""

_AT_ONCE: Final = 1000
_THESE = select(keys).where(keys.c.name.in_(bindparam("these", expanding=True)))
_DESTROY = delete(keys).where(keys.c.name == bindparam("of"))
_OLDER = select(keys.c.name).where(
    ~keys.c.name.startswith(OURS), keys.c.made_at <= DbLater("seconds")
)
_BEYOND = select(keys.c.name, (keys.c.made_at <= DbLater("seconds")).label("settled")).where(
    ~keys.c.name.startswith(OURS), keys.c.name > bindparam("after")
)
_BETWEEN = _BEYOND.where(keys.c.name <= bindparam("end"))
_BEGINNING = select(keys.c.name).where(
    keys.c.name.startswith(bindparam("how"), autoescape=False),
    keys.c.made_at <= DbLater("seconds"),
)
_MAKE = keep_first(keys)


class KeyStore:
    """Keys by name, wrapped under their epoch's master key."""

    def __init__(self, engine: AsyncEngine, ring: Ring) -> None:
        """Take an engine on the key store, and where the master keys are."""
        self._engine = engine
        self._ring = ring
        self._turns = OneAtATime()
        self._epochs = Epochs(ring, self._begin)

    async def exists(self) -> bool:
        """Say whether there is a key store at all; looking makes none."""
        return not _missing(self._engine.url) and await current(self._engine) is not None

    async def pending(self) -> bool:
        """Say whether there is a key store that migrations wait for."""
        return await self.exists() and await pending(self._engine, History.KEYS)

    async def migrate(self) -> None:
        """Bring the key store up to date; make it if it is new.

        Raises:
            KeyProblem: the master key is not this store's; nothing was touched.

        """
        if await self.exists():
            await self._epochs.look()
        if await pending(self._engine, History.KEYS):
            from storage.migrate import upgrade  # noqa: PLC0415 - as in `storage.database`

            await upgrade(self._engine, History.KEYS)

    async def unlock(self) -> None:
        """Prove the master key; a store without any keys takes it as its first.

        Raises:
            KeyProblem: it is not this store's master key; nothing was changed.

        """
        await self._epochs.unlock()

    async def reign(self) -> Reign | None:
        """Prove the master key without a change; None if the store has not taken one yet.

        Raises:
            KeyProblem: it is not this store's master key.

        """
        return await reigning(self._begin) if await self._epochs.look() else None

    async def since(self) -> datetime | None:
        """Say since when the newest master key reigns, by the database's own clock, and no more."""
        return await began(self._begin)

    def rotate(self, at_once: int = AT_ONCE) -> AsyncGenerator[Turned, None]:
        """Turn the master key over, or finish that; see `Rotation.run`."""
        return Rotation(self._engine, self._begin, self._epochs, self._ring, at_once).run()

    async def get(self, name: str) -> bytes | None:
        """Give a key, or None if there is none. Raises KeyLost if it does not unwrap."""
        rows = await self._rows([name])
        return self._epochs.unwrap(rows[0]) if rows else None

    async def get_all(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Give the keys of these names; one that is gone or does not unwrap is left out."""
        found = {}
        for begin in range(0, len(names), _AT_ONCE):
            for row in await self._rows(names[begin : begin + _AT_ONCE]):
                try:
                    found[row.name] = self._epochs.unwrap(row)
                except KeyLost:  # whoever asks for it alone is told
                    continue
        return found

    async def make(self, name: str) -> bytes:
        """Give the key of this name, making and committing a random one if there is none."""
        if not self._epochs.newest:
            await self.unlock()
        while True:
            row = self._epochs.wrap(name, secrets.token_bytes(SIZE))
            try:
                async with self._begin() as connection:
                    await connection.execute(_MAKE[connection.dialect.name], row)
            except IntegrityError:  # its epoch has ended meanwhile
                await self._epochs.look()
                if self._epochs.newest == row["epoch"]:
                    raise
            else:
                (kept,) = await self._rows([name])
                return self._epochs.unwrap(kept)

    async def destroy(self, name: str) -> None:
        """Delete a key, and empty the log that may still hold it.

        On PostgreSQL the wrapped key lies in the table's file until it is vacuumed, and in the
        server's own log until that is reused; there, as in every backup, it is worth nothing once
        the master key has been turned over.
        """
        async with self._turns:
            async with self._engine.begin() as connection:
                await connection.execute(_DESTROY, {"of": name})
            await truncate_log(self._engine)

    async def clients(self, made_before: timedelta) -> Collection[str]:
        """Give the clients whose key is at least this old, by the database's own clock."""
        seconds = -made_before.total_seconds()
        async with self._begin() as connection:
            return (await connection.execute(_OLDER, {"seconds": seconds})).scalars().all()

    async def between(self, after: str, end: str | None, settled: timedelta) -> Mapping[str, bool]:
        """Give the clients who have a key, after one id and to another; and if it is settled.

        It is once it is so old, by the database's own clock. None as the end is the last of all.
        """
        asked = {"after": after, "seconds": -settled.total_seconds()}
        asked_for, found = (_BEYOND, asked) if end is None else (_BETWEEN, {**asked, "end": end})
        async with self._begin() as connection:
            return {row.name: row.settled for row in await connection.execute(asked_for, found)}

    async def named(self, prefix: str, made_before: timedelta) -> Sequence[str]:
        """Give the names that begin so, in order, of keys that are at least this old."""
        asked = {"how": prefix, "seconds": -made_before.total_seconds()}
        async with self._begin() as connection:
            return sorted((await connection.execute(_BEGINNING, asked)).scalars())

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.dispose()

    async def _rows(self, names: Sequence[str]) -> Sequence[Row[Any]]:
        """Give the rows of these names, with every epoch among them met."""
        while True:
            async with self._begin() as connection:
                rows = (await connection.execute(_THESE, {"these": padded(names, "")})).all()
            if all(self._epochs.knows(row.epoch) for row in rows):
                return rows
            await self._epochs.look()

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncConnection]:
        async with self._turns, self._engine.begin() as connection:
            yield connection


def open_keys(url: URL, ring: Ring) -> KeyStore:
    """Give the key store at a URL of `read_url`: a SQLite file, or the PostgreSQL schema `keys`."""
    return KeyStore(open_engine(url, schema=History.KEYS.schema, connections=2), ring)


def _missing(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()
