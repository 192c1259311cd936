"""The books: plain columns of a store, read past the service, whether it lives or not."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import asyncpg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.journeys.kill_life import Home

IN_FLIGHT: Final = "SELECT count(*) FROM outbox WHERE state = 'sending'"
AT_REST: Final = """SELECT NOT EXISTS (SELECT * FROM inbox WHERE state = 'waiting')
AND NOT EXISTS (SELECT * FROM outbox WHERE state IN ('pending', 'leased', 'sending'))"""

_LEASES: Final = {
    "outbox": "held_until",
    "timers": "held_until",
    "leases": "until",
    "replicas": "until",
}
_AWAY: Final = 120.0
_LOOK: Final = 0.05


async def ask(home: Home, query: str) -> Sequence[Sequence[Any]]:
    """Give the rows of a query, of what is committed; a PostgreSQL that is away is waited for."""
    if not home.store:
        with closing(sqlite3.connect(home.database)) as db:
            return db.execute(query).fetchall()
    async with asyncio.timeout(_AWAY):
        while True:
            try:
                return [tuple(row) for row in await _fetch(home.store, query)]
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await asyncio.sleep(_LOOK)


async def lapse(home: Home, *tables: str, of: str = "") -> None:
    """Let as much time go by, on the database's own clock, as any lease of these tables lasts.

    With `of`, only for what the replica of this name holds. On SQLite all leases are void at the
    next start.
    """
    if home.store:
        for table in tables or _LEASES:
            until, past = _LEASES[table], "now() - interval '1 second'"
            whose = f" AND {'name' if table == 'replicas' else 'holder'} = '{of}'" if of else ""
            await ask(home, f"UPDATE {table} SET {until} = {past} WHERE {until} > {past}{whose}")  # noqa: S608 - names of our own


async def _fetch(url: str, query: str) -> Sequence[Sequence[Any]]:
    connection = await asyncpg.connect(url)
    try:
        rows: Sequence[Sequence[Any]] = await connection.fetch(query)
        return rows
    finally:
        await connection.close()


async def one(home: Home, query: str) -> Any:  # noqa: ANN401 - whatever was asked for
    """Give the one value of a query."""
    return (await ask(home, query))[0][0]


def instant(kept: object) -> datetime:
    """Read an instant as either database keeps it; aware UTC."""
    at = kept if isinstance(kept, datetime) else datetime.fromisoformat(str(kept))
    return at if at.tzinfo else at.replace(tzinfo=UTC)
