"""Epochs: which master key reigns in which, each proved by what only its own key opens."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import KeyLost, KeyProblem
from storage.keytables import epochs, keys
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.masterkey import MasterKey
    from storage.ring import Ring

Transactions = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Opens a transaction on the key store."""

_FIRST: Final = 1
_NONCE: Final = 12
_PROOF: Final = b"Stillwater"
_ATTEMPTS: Final = 3
_ALL = select(epochs.c.id, epochs.c.proof).order_by(epochs.c.id)
_COUNT = select(func.count()).select_from(keys)
_REIGN = keep_first(epochs)


class Epochs:
    """The master keys of the epochs that this process has met."""

    def __init__(self, ring: Ring, begin: Transactions) -> None:
        """Take where the master keys are, and how a transaction is begun."""
        self._ring = ring
        self._begin = begin
        self._known: dict[int, MasterKey] = {}
        self.newest = 0
        """The epoch that new keys are wrapped in; 0 before any was met."""

    async def look(self) -> list[int]:
        """Prove a master key on every epoch there is, and give them, oldest first.

        Raises:
            KeyProblem: an epoch's master key is not on the ring.

        """
        left = _ATTEMPTS
        while True:
            async with self._begin() as connection:
                rows = (await connection.execute(_ALL)).all()
                if not rows and (await connection.execute(_COUNT)).scalar_one():
                    raise KeyProblem("The key store has lost the proof of its master key.")
            found = _proved(rows, self._ring.read())
            if len(found) == len(rows):
                self._known |= found
                self.newest = max(found, default=0)
                return sorted(found)
            left -= 1  # a rotation may have moved on between the two reads
            if not left:
                raise KeyProblem(self._lacking(rows, found))

    async def begin(self, epoch: int, master: MasterKey) -> None:
        """Let an epoch begin under a master key; one that has begun stays as it is."""
        proof = _wrap(master, _proof(epoch), _PROOF)
        async with self._begin() as connection:
            row = {"id": epoch, "proof": proof}
            await connection.execute(_REIGN[connection.dialect.name], row)

    async def unlock(self) -> None:
        """Prove the master keys; a store without any keys takes the newest as its first.

        Raises:
            KeyProblem: they are not this store's; nothing was changed.

        """
        if not await self.look():
            await self.begin(_FIRST, self._ring.read()[0])
            await self.look()

    def knows(self, epoch: int) -> bool:
        """Say whether this epoch was met."""
        return epoch in self._known

    def master(self, epoch: int) -> MasterKey:
        """Give the master key of an epoch that was met."""
        return self._known[epoch]

    def wrap(self, name: str, key: bytes) -> dict[str, Any]:
        """Wrap a key in the newest epoch; give its row."""
        about = _about(name, self.newest)
        wrapped = _wrap(self._known[self.newest], about, key)
        return {"name": name, "epoch": self.newest, "wrapped": wrapped}

    def unwrap(self, row: Row[Any]) -> bytes:
        """Unwrap the key of a row whose epoch was met.

        Raises:
            KeyLost: it was edited, or is another's.

        """
        key = _unwrap(self._known[row.epoch], _about(row.name, row.epoch), row.wrapped)
        if key is None:
            raise KeyLost("A key does not unwrap: it was edited.")
        return key

    def _lacking(self, rows: Sequence[Row[Any, Any]], found: dict[int, MasterKey]) -> str:
        if not found and not self._known:
            return "This is not the master key of this key store."
        lacks = ", ".join(str(row.id) for row in rows if row.id not in found)
        return (
            f"The master key was turned over, and that of epoch {lacks} of the key store is not "
            "here: both keys are needed, the newer first. Where the environment holds them, start "
            "again."
        )


def _proved(rows: Sequence[Row[Any, Any]], masters: Sequence[MasterKey]) -> dict[int, MasterKey]:
    return {
        row.id: master
        for row in rows
        for master in masters
        if _unwrap(master, _proof(row.id), row.proof) == _PROOF
    }


def _wrap(master: MasterKey, about: bytes, key: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + master.cipher.encrypt(nonce, key, about)


def _unwrap(master: MasterKey, about: bytes, wrapped: bytes) -> bytes | None:
    try:
        return master.cipher.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], about)
    except (InvalidTag, ValueError):
        return None


def _about(name: str, epoch: int) -> bytes:
    return f"keys.keys\0{name}\0{epoch}".encode()


def _proof(epoch: int) -> bytes:
    return f"keys.epochs\0{epoch}".encode()
