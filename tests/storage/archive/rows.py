"""Rows for every table that is archived: nonsense, but of each column's own kind."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from storage.archive.snapshot import PASSING
from storage.engine import open_engine, read_url
from storage.keytables import METADATA as KEYS
from storage.tables import METADATA as STORE
from storage.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Column, MetaData, Table
    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.databases import Place

Made = dict[str, list[dict[str, Any]]]
Rows = dict[str, set[tuple[Any, ...]]]

EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
EDGES: Final = ("", "ø", "a'b\"c\\", "two\nlines", "🙂", "\u2028", "<b>")
MAKES: Final[Mapping[type, Callable[[random.Random], object]]] = {
    str: lambda chance: chance.choice(EDGES) + f"{chance.getrandbits(64):x}",
    bytes: lambda chance: chance.randbytes(chance.choice((16, 300))),
    bool: lambda chance: chance.random() < 0.5,
    int: lambda chance: chance.randrange(1, 2**31),
    float: lambda chance: chance.uniform(-180, 180),
    date: lambda chance: date(2026, 1, 1) + timedelta(days=chance.randrange(999)),
    time: lambda chance: time(chance.randrange(24), chance.randrange(60)),
    datetime: lambda chance: _instant(chance).replace(tzinfo=None),
}


async def scatter(connection: AsyncConnection, each: int = 3, *, only: str | None = None) -> None:
    """Put so many rows into every table of the store, or one; what refers to something finds it."""
    chance = random.Random(each)  # noqa: S311 - nonsense, and the same each time
    made: Made = {}
    for table in STORE.sorted_tables:
        if table.name not in PASSING and only in {None, table.name}:
            made[table.name] = [_row(table, number, made, chance) for number in range(each)]
            await connection.execute(insert(table), made[table.name])


def _row(table: Table, number: int, made: Made, chance: random.Random) -> dict[str, Any]:
    return {column.name: _cell(column, number, made, chance) for column in table.columns}


def _cell(column: Column[Any], number: int, made: Made, chance: random.Random) -> object:
    for key in column.foreign_keys:  # each row refers to one of its own
        return made[key.column.table.name][number][key.column.name]
    if column.nullable and chance.random() < 0.3:
        return None
    if isinstance(column.type, UtcDateTime):
        return _instant(chance)
    return MAKES[column.type.python_type](chance)


def _instant(chance: random.Random) -> datetime:
    return EPOCH + timedelta(microseconds=chance.getrandbits(45))


async def everything(url: str | URL, tables: MetaData = STORE, schema: str | None = None) -> Rows:
    """Give every row of a database that is archived, as the code knows it."""
    engine = open_engine(read_url(url) if isinstance(url, str) else url, schema=schema)
    try:
        async with engine.begin() as connection:
            return {
                table.name: {tuple(row) for row in await connection.execute(select(table))}
                for table in tables.sorted_tables
                if table.name not in PASSING
            }
    finally:
        await engine.dispose()


async def all_of(place: Place) -> tuple[Rows, Rows]:
    """Give every row of a store, and of its key store."""
    return await everything(place.url), await everything(place.keys_url, KEYS, "keys")
