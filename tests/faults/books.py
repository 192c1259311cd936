"""The books: plain columns of a store, read past the service, whether it lives or not."""

from __future__ import annotations

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


async def ask(home: Home, query: str) -> Sequence[Sequence[Any]]:
    """Give the rows of a query, of what is committed."""
    if not home.store:
        with closing(sqlite3.connect(home.database)) as db:
            return db.execute(query).fetchall()
    connection = await asyncpg.connect(home.store)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def one(home: Home, query: str) -> Any:  # noqa: ANN401 - whatever was asked for
    """Give the one value of a query."""
    return (await ask(home, query))[0][0]


def instant(kept: object) -> datetime:
    """Read an instant as either database keeps it; aware UTC."""
    at = kept if isinstance(kept, datetime) else datetime.fromisoformat(str(kept))
    return at if at.tzinfo else at.replace(tzinfo=UTC)
