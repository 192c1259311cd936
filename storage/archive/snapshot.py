"""A snapshot: a database as it is at one moment, read in pages while others go on writing.

SQLite: one read transaction on the write-ahead log. PostgreSQL: REPEATABLE READ, with every table
locked first against a change of its shape, as pg_dump does it.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, inspect, literal, select, text, tuple_

from bot.errors import StoreError
from storage.archive.shapes import Shape, from_data, seen
from storage.engine import open_engine
from storage.history import History, version
from storage.trouble import in_our_terms

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

    from sqlalchemy import Row, Select
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from storage.archive.shapes import Cells

PAGE: Final = 500
"""Rows in memory at once."""
VERSION: Final = "alembic_version"
PASSING: Final = frozenset({VERSION, "compatibility", "leases", "replicas"})
"""Tables that say what schema this is, or which process does what just now: never archived."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive is of."""

    what: History
    schema: str
    """The migration its database was at."""
    made_at: datetime
    """Aware; when the snapshot was asked for."""
    house: str
    """What tells this store's keys from all others', in hex."""
    shapes: tuple[Shape, ...]
    rows: Mapping[str, int]
    """How many each table has."""

    @property
    def total(self) -> int:
        """Give the rows of all tables."""
        return sum(self.rows.values())

    def as_data(self) -> dict[str, Any]:
        """Give it as JSON keeps it."""
        return {
            "what": self.what.value,
            "schema": self.schema,
            "made_at": self.made_at.isoformat(),
            "house": self.house,
            "tables": [shape.as_data() for shape in self.shapes],
            "rows": dict(self.rows),
        }


def contents_from(data: Mapping[str, Any]) -> Contents:
    """Read contents that JSON kept."""
    shapes = tuple(map(from_data, data["tables"]))
    made_at = datetime.fromisoformat(data["made_at"])
    return Contents(
        History(data["what"]), data["schema"], made_at, data["house"], shapes, data["rows"]
    )


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of one table, as they are written down."""

    shape: Shape
    rows: list[Cells]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of a database."""

    connection: AsyncConnection
    contents: Contents

    def pages(self) -> AsyncIterator[Page]:
        """Give every row, a page at a time, tables that others refer to first."""
        return pages(self.connection, self.contents.shapes)


@asynccontextmanager
async def snapshot(url: URL, what: History, house: str, now: datetime) -> AsyncIterator[Snapshot]:
    """Hold on to one moment of the database at a URL; `now` (aware) is when.

    Raises:
        StoreError: there is no such database, or nothing was ever migrated in it.

    """
    if missing(url):
        raise StoreError(f"There is no {url.database}.")
    engine = open_engine(url, schema=what.schema, connections=1, reader=True)
    try:
        names = await _names(engine)
        async with engine.begin() as connection:
            await _lock(connection, names)
            schema = await connection.run_sync(version)
            if schema is None:
                raise StoreError("There is nothing in this database yet.")
            shapes = await connection.run_sync(seen, PASSING)
            rows = {shape.name: await _count(connection, shape) for shape in shapes}
            yield Snapshot(connection, Contents(what, schema, now, house, shapes, rows))
    finally:
        await engine.dispose()


async def pages(connection: AsyncConnection, shapes: Sequence[Shape]) -> AsyncIterator[Page]:
    """Give every row of these tables, in the order of their primary keys."""
    for shape in shapes:
        table = shape.table
        key = [table.c[name] for name in shape.key]
        page = select(table).order_by(*key).limit(PAGE)
        rows = await _rows(connection, page)
        while rows:
            yield Page(shape, shape.write(rows))
            if len(rows) < PAGE:
                break
            last = [literal(getattr(rows[-1], each.name), each.type) for each in key]
            rows = await _rows(connection, page.where(tuple_(*key) > tuple_(*last)))


def missing(url: URL) -> bool:
    """Say whether a URL names a SQLite file that is not there."""
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()


async def _names(engine: AsyncEngine) -> list[str]:
    async with engine.begin() as connection:
        return await connection.run_sync(lambda sync: inspect(sync).get_table_names())


async def _lock(connection: AsyncConnection, names: Iterable[str]) -> None:
    """Let nobody change a table's shape: before the moment is chosen, as PostgreSQL has it."""
    if connection.dialect.name == "postgresql":
        quote = connection.dialect.identifier_preparer.quote
        for name in names:
            await connection.execute(text(f"LOCK TABLE {quote(name)} IN ACCESS SHARE MODE"))


async def _rows(connection: AsyncConnection, page: Select[Any]) -> Sequence[Row[Any]]:
    with in_our_terms():
        found: Sequence[Row[Any]] = (await connection.execute(page)).all()
    return found


async def _count(connection: AsyncConnection, shape: Shape) -> int:
    counted = await connection.execute(select(func.count()).select_from(shape.table))
    rows: int = counted.scalar_one()
    return rows
