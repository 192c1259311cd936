"""The durable road's own statements, written down as they are run, and run again with nothing else.

What is kept is SQLAlchemy's statement, its parameters, and how many transactions had been committed
when it was answered. Run again on a copy of the database, a statement waits until as many have
been: so what was done at the same time is done at the same time again, and nothing before what it
rests on. (Waiting only for transactions that ended before its own, none can wait for each other.)
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from heapq import heappop, heappush
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, event, make_url, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.ports import OutboxState
from storage.engine import PRAGMAS, open_engine, read_url
from storage.tables import outbox
from tests.benchmarks.figures import Bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from sqlalchemy import Connection, Executable
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine

_OVER: Final = {OutboxState.SENT, OutboxState.EXPIRED, OutboxState.FAILED, OutboxState.UNCERTAIN}
_CONNECTIONS: Final = 20
"""As many as the service has."""
_LOOK_AGAIN: Final = 0.05
_PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Ran:
    """One statement."""

    statement: Executable
    parameters: Any
    after: int
    """Transactions that were committed when it was answered."""


Recording = list[list[Ran]]
"""Transactions in the order of their commits."""


class Recorder:
    """Writes down what the engine of one database runs, from `start` to `stop`."""

    def __init__(self, url: str) -> None:
        self._database = make_url(url).database
        self._kept: Recording | None = None
        self._open: dict[Connection, list[Ran]] = {}
        self._heard: dict[str, Callable[..., None]] = {
            "begin": self._begin,
            "after_execute": self._executed,
            "commit": self._commit,
        }  # fmt: skip - one line says it all

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._kept is not None:
            self.stop()

    def start(self) -> None:
        """Begin to listen, which costs; nothing may be going on but the knock."""
        self._open, self._kept = {}, []
        for what, hear in self._heard.items():
            event.listen(Engine, what, hear)

    def stop(self) -> Recording:
        """End, and give what was written down."""
        for what, hear in self._heard.items():
            event.remove(Engine, what, hear)
        kept, self._kept = self._kept, None
        assert kept is not None
        return kept

    def _begin(self, connection: Connection) -> None:
        if self._kept is not None and connection.engine.url.database == self._database:
            self._open[connection] = []

    def _executed(
        self,
        connection: Connection,
        statement: Executable,
        many: list[Any],
        one: dict[str, Any],
        options: object,  # noqa: ARG002 - as above
        result: object,  # noqa: ARG002 - as above
    ) -> None:
        if self._kept is not None and connection in self._open:
            self._open[connection].append(Ran(statement, many or one, len(self._kept)))

    def _commit(self, connection: Connection) -> None:
        done = self._open.pop(connection, None)
        if self._kept is not None and done:
            self._kept.append(done)


def ours(url: str) -> AsyncEngine:
    """Open a database as the service does."""
    return open_engine(read_url(url))


def plain(url: str) -> AsyncEngine:
    """Open it as SQLAlchemy and its driver do by themselves, with the same promises kept."""
    read = read_url(url)
    if read.get_backend_name() == "postgresql":
        return create_async_engine(read, pool_size=_CONNECTIONS, max_overflow=0)
    engine = create_async_engine(read, pool_size=1, max_overflow=0)

    def prepare(connection: DBAPIConnection, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", lambda at: at.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@dataclass(slots=True)
class _Order:
    """How many transactions are over, without a gap; and who waits for more to be."""

    over: int = 0
    _early: set[int] = field(default_factory=set)
    _waiting: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)

    async def reached(self, count: int, by: int) -> None:
        """Wait until so many are over."""
        if self.over < count:
            waits = asyncio.get_running_loop().create_future()
            heappush(self._waiting, (count, by, waits))
            await waits

    def end(self, number: int) -> None:
        """Let one be over."""
        self._early.add(number)
        while self.over in self._early:
            self._early.remove(self.over)
            self.over += 1
        while self._waiting and self._waiting[0][0] <= self.over:
            heappop(self._waiting)[2].set_result(None)


async def replay(
    recording: Recording, updates: int, engine: AsyncEngine, original: AsyncEngine
) -> Bare:
    """Run again, on a copy of the database, what so many updates came to."""
    order = _Order()

    async def again(number: int, transaction: Sequence[Ran]) -> bool:
        wrote = False
        await order.reached(transaction[0].after, number)
        async with engine.begin() as connection:
            for ran in transaction:
                await order.reached(ran.after, number)
                done = await connection.execute(ran.statement, ran.parameters)
                wrote |= bool(getattr(ran.statement, "is_dml", False)) and done.rowcount != 0
        order.end(number)
        return wrote

    async with engine.connect():  # so that connecting is not counted
        pass
    cpu, began = process_time(), perf_counter()
    wrote = await asyncio.gather(*(again(number, one) for number, one in enumerate(recording)))
    seconds, spent = perf_counter() - began, process_time() - cpu
    same = await _outbox(original) == await _outbox(engine)
    await engine.dispose()
    return Bare(
        updates=updates,
        transactions=len(recording),
        writing=sum(wrote),
        statements=sum(map(len, recording)),
        seconds=seconds,
        cpu_ms=spent * 1000 / updates,
        same=same,
    )


async def settled(engine: AsyncEngine) -> None:
    """Wait until every message has left and been counted."""
    async with asyncio.timeout(_PATIENCE):
        while any(state not in _OVER for _, state in await _outbox(engine)):  # noqa: ASYNC110 - it tells no one
            await asyncio.sleep(_LOOK_AGAIN)


async def _outbox(engine: AsyncEngine) -> Sequence[tuple[str, str]]:
    listed = select(outbox.c.id, outbox.c.state).order_by(outbox.c.id)
    async with engine.connect() as connection:
        return [(row.id, row.state) for row in await connection.execute(listed)]
