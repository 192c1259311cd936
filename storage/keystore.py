"""The key store: every client's key, wrapped by the master key, apart from what it seals.

It has a database of its own (a second SQLite file, or the schema `keys`), so that backups of the
store hold no keys and a destroyed key is gone for good.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, delete, func, select

from bot.errors import KeyProblem
from storage.dbclock import DbLater
from storage.engine import open_engine, truncate_log
from storage.keytables import epochs, keys
from storage.masterkey import SIZE
from storage.migrate import History, current, upgrade
from storage.turns import OneAtATime
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import timedelta

    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

OURS: Final = "service/"
"""What the name of every key begins with that is no client's."""
SERVICE: Final = f"{OURS}seal"
"""The name of the key for what belongs to no client."""
LOOKUP: Final = f"{OURS}lookup"
"""The name of the key under which chats are hashed."""

_NONCE: Final = 12
_PROOF: Final = b"Stillwater"
_FIRST: Final = 1
_NEWEST = select(epochs).order_by(epochs.c.id.desc()).limit(1)
_GET = select(keys.c.epoch, keys.c.wrapped).where(keys.c.name == bindparam("of"))
_DESTROY = delete(keys).where(keys.c.name == bindparam("of"))
_OLDER = select(keys.c.name).where(
    ~keys.c.name.startswith(OURS), keys.c.made_at <= DbLater("seconds")
)
_REIGN = keep_first(epochs)
_MAKE = keep_first(keys)
_COUNT = select(func.count()).select_from(keys)


class KeyStore:
    """Keys by name, wrapped under the epoch's master key."""

    def __init__(self, engine: AsyncEngine, master: bytes) -> None:
        """Take an engine on the key store, and the master key's 32 bytes."""
        self._engine = engine
        self._master = AESGCM(master)
        self._epoch = _FIRST
        self._turns = OneAtATime()

    async def exists(self) -> bool:
        """Say whether there is a key store at all; looking makes none."""
        return not _missing(self._engine.url) and await current(self._engine) is not None

    async def migrate(self) -> None:
        """Bring the key store up to date; make it if it is new.

        Raises:
            KeyProblem: the master key is not this store's; nothing was touched.

        """
        if await self.exists():
            await self.unlock()
        await upgrade(self._engine, History.KEYS)

    async def unlock(self) -> None:
        """Prove the master key; a store without any keys takes it as its first.

        Raises:
            KeyProblem: it is not this store's master key; nothing was changed.

        """
        async with self._turns, self._engine.begin() as connection:
            newest = (await connection.execute(_NEWEST)).one_or_none()
            if newest is None:
                if (await connection.execute(_COUNT)).scalar_one():
                    raise KeyProblem("The key store has lost the proof of its master key.")
                proof = self._wrap(_proof(_FIRST), _PROOF)
                await connection.execute(
                    _REIGN[connection.dialect.name], {"id": _FIRST, "proof": proof}
                )
                newest = (await connection.execute(_NEWEST)).one()
            self._epoch = newest.id
            self._unwrap(_proof(newest.id), newest.proof)

    async def proved(self) -> bool:
        """Prove the master key without a change; False if the store has not taken one yet.

        Raises:
            KeyProblem: it is not this store's master key.

        """
        async with self._turns, self._engine.begin() as connection:
            newest = (await connection.execute(_NEWEST)).one_or_none()
        if newest is not None:
            self._unwrap(_proof(newest.id), newest.proof)
        return newest is not None

    async def get(self, name: str) -> bytes | None:
        """Give a key, or None if there is none. Raises KeyProblem if it does not unwrap."""
        async with self._turns, self._engine.begin() as connection:
            row = (await connection.execute(_GET, {"of": name})).one_or_none()
        return None if row is None else self._unwrap(_about(name, row.epoch), row.wrapped)

    async def make(self, name: str) -> bytes:
        """Give the key of this name, making and committing a random one if there is none."""
        wrapped = self._wrap(_about(name, self._epoch), secrets.token_bytes(SIZE))
        row = {"name": name, "epoch": self._epoch, "wrapped": wrapped}
        async with self._turns, self._engine.begin() as connection:
            await connection.execute(_MAKE[connection.dialect.name], row)
            kept = (await connection.execute(_GET, {"of": name})).one()
        return self._unwrap(_about(name, kept.epoch), kept.wrapped)

    async def destroy(self, name: str) -> None:
        """Delete a key, and empty the log that may still hold it."""
        async with self._turns:
            async with self._engine.begin() as connection:
                await connection.execute(_DESTROY, {"of": name})
            await truncate_log(self._engine)

    async def clients(self, made_before: timedelta) -> Collection[str]:
        """Give the clients whose key is at least this old, by the database's own clock."""
        seconds = -made_before.total_seconds()
        async with self._turns, self._engine.begin() as connection:
            return (await connection.execute(_OLDER, {"seconds": seconds})).scalars().all()

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.dispose()

    def _wrap(self, about: bytes, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._master.encrypt(nonce, key, about)

    def _unwrap(self, about: bytes, wrapped: bytes) -> bytes:
        try:
            return self._master.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], about)
        except (InvalidTag, ValueError):
            raise KeyProblem("This is not the master key of this key store.") from None


def open_keys(url: URL, master: bytes) -> KeyStore:
    """Give the key store at a URL of `read_url`: a SQLite file, or the PostgreSQL schema `keys`."""
    return KeyStore(open_engine(url, schema=History.KEYS.schema, connections=2), master)


def _missing(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()


def _about(name: str, epoch: int) -> bytes:
    return f"keys.keys\0{name}\0{epoch}".encode()


def _proof(epoch: int) -> bytes:
    return f"keys.epochs\0{epoch}".encode()
