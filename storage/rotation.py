"""A rotation: the master key is turned over, and every key is wrapped anew under the next one.

It may be cut short after any of its steps: the next one finishes it, and makes no third key. At
every moment the keys on the ring open every key there is.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, select, update

from bot.errors import KeyLost, KeyProblem
from storage.engine import truncate_log
from storage.filelock import lock
from storage.keytables import epochs, keys
from storage.masterkey import MasterKey

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from storage.epochs import Epochs, Transactions
    from storage.ring import Ring

AT_ONCE: Final = 1000
"""Keys that are wrapped anew in one transaction."""
_BREATH: Final = 0.01
"""Seconds between two transactions: SQLite's lock is the service's, which waits for it."""
_GATE: Final = 0x5719
"""PostgreSQL's advisory lock: one rotation at a time."""
_LOST: Final = (
    "All other keys are wrapped anew, and the old master key stays, for these do not unwrap. Put "
    "them back from a backup of the key store, or delete them, which erases what they sealed; "
    "then rotate again"
)
_ANOTHER: Final = "Another rotation of this key store goes on; let that one finish."
_OLD = keys.c.epoch < bindparam("newest")
_HOW_MANY = select(func.count()).select_from(keys).where(_OLD)
_BATCH = (
    select(keys)
    .where(_OLD, keys.c.name > bindparam("after"))
    .order_by(keys.c.name)
    .limit(bindparam("most"))
    .with_for_update()
)
_LEFT = select(keys.c.name).where(_OLD).order_by(keys.c.name)
_REWRAP = (
    update(keys)
    .where(keys.c.name == bindparam("which"), keys.c.epoch == bindparam("before"))
    .values(epoch=bindparam("newest"), wrapped=bindparam("anew"))
)
_ENDING = select(epochs.c.id).where(epochs.c.id < bindparam("newest")).with_for_update()
_END = delete(epochs).where(epochs.c.id < bindparam("newest"))


@dataclass(frozen=True, slots=True)
class Turned:
    """How far a rotation has come; each of its steps is committed."""

    epoch: int
    done: int
    """Keys wrapped anew."""
    total: int
    """Keys that were to be, and some that the service made meanwhile."""
    over: bool = False
    stays: bool = False
    """The old master key is still there, and only whoever keeps it can take it away."""


class Rotation:
    """A rotation of one key store."""

    def __init__(
        self,
        engine: AsyncEngine,
        begin: Transactions,
        known: Epochs,
        ring: Ring,
        at_once: int = AT_ONCE,
    ) -> None:
        """Take the key store, its epochs, where the master keys are, and how many keys at once."""
        self._engine = engine
        self._begin = begin
        self._epochs = known
        self._ring = ring
        self._at_once = at_once

    async def run(self) -> AsyncGenerator[Turned, None]:
        """Turn the master key over, or finish that; tells of each step once it is done.

        Raises:
            KeyProblem: there is no key store yet, another rotation goes on, or the keys cannot be
                changed from here; nothing was touched.

        """
        async with self._alone():
            known = await self._epochs.look()
            if not known:
                raise KeyProblem("There is no key store yet; `run` makes one.")
            turned = Turned(self._epochs.newest, 0, 0)
            if len(known) > 1 or await self._begins():
                async for turned in self._wrap_anew():
                    yield turned
            await truncate_log(self._engine)
            newest = self._epochs.master(self._epochs.newest)
            with suppress(KeyProblem):  # it cannot be done from here: whoever can is told to
                if self._ring.read() != (newest,):
                    self._ring.write((newest,))
            yield replace(turned, over=True, stays=self._ring.read() != (newest,))

    async def _begins(self) -> bool:
        """Begin the next epoch; False if all that is left to do is to take old keys away."""
        first, *others = masters = self._ring.read()
        if first == self._epochs.master(self._epochs.newest):
            if others:
                return False
            masters = (MasterKey.new(), first)
            self._ring.write(masters)
        await self._epochs.begin(self._epochs.newest + 1, masters[0])
        await self._epochs.look()
        return True

    async def _wrap_anew(self) -> AsyncGenerator[Turned, None]:
        newest, done, after = self._epochs.newest, 0, ""
        async with self._begin() as connection:
            total: int = (await connection.execute(_HOW_MANY, {"newest": newest})).scalar_one()
        yield Turned(newest, done, total)
        while True:
            async with self._begin() as connection:
                rows = await self._batch(connection, after)
            if not rows:
                break
            done, after = done + len(rows), rows[-1].name
            yield Turned(newest, done, max(done, total))
            await asyncio.sleep(_BREATH)
        done += await self._end()
        yield Turned(newest, done, max(done, total))

    async def _batch(self, connection: AsyncConnection, after: str) -> Sequence[Row[Any]]:
        newest = self._epochs.newest
        which = {"newest": newest, "after": after, "most": self._at_once}
        rows = (await connection.execute(_BATCH, which)).all()
        anew = list(self._anew(rows))
        if anew:
            await connection.execute(_REWRAP, anew)
        return rows

    async def _end(self) -> int:
        """End the older epochs in the transaction that leaves nothing under them."""
        done, after = 0, ""
        async with self._begin() as connection:
            # whoever makes a key under one waits here, and then looks which is the newest
            await connection.execute(_ENDING, {"newest": self._epochs.newest})
            while rows := await self._batch(connection, after):
                done, after = done + len(rows), rows[-1].name
            lost = (await connection.execute(_LEFT, {"newest": self._epochs.newest})).scalars()
            if names := " ".join(lost):
                raise KeyLost(f"{_LOST}: {names}")
            await connection.execute(_END, {"newest": self._epochs.newest})
        return done

    def _anew(self, rows: Sequence[Row[Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            try:
                anew = self._epochs.wrap(row.name, self._epochs.unwrap(row))
            except KeyLost:  # it stays behind, and is named at the end
                continue
            changed = {"newest": anew["epoch"], "anew": anew["wrapped"]}
            yield {"which": row.name, "before": row.epoch, **changed}

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Be the one rotation of this key store."""
        if self._engine.dialect.name == "sqlite":
            file = lock(Path(f"{self._engine.url.database}.rotating.lock"))
            if file is None:
                raise KeyProblem(_ANOTHER)
            try:
                yield
            finally:
                os.close(file)
            return
        async with self._engine.begin() as connection:
            if not await connection.scalar(select(func.pg_try_advisory_xact_lock(_GATE))):
                raise KeyProblem(_ANOTHER)
            yield
