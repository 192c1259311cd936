"""Nothing that is held is left out: every column of a real store is looked for in the file."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select

from bot.mydata.page import page
from bot.mydata.records import everything
from bot.mydata.written import written
from bot.services.gather import gather
from bot.services.visit import Visit
from storage.tables import METADATA
from tests.bot.mydata.columns import LEFT_OUT, PLAIN, SEALED
from tests.bot.mydata.schema_test import FILE
from tests.bot.services.room import Room
from tests.contract import held
from tests.contract.examples import ANN, NOW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.mydata.gathered import Gathered
    from storage.database import Database
    from storage.memory import MemoryStore
    from tests.databases import Place

LISTED = {("cares", "sharing"), ("briefs", "parts")}
"""Columns in which names are parted by blanks."""


def theirs() -> set[str]:
    """Give the tables whose rows belong to a client, or to what belongs to one."""
    found = {"clients"}
    while True:
        grown = found | {
            table.name
            for table in METADATA.tables.values()
            if any(key.column.table.name in found for key in table.foreign_keys)
        }
        if grown == found:
            return found
        found = grown


async def gathered(database: Database) -> Gathered:
    """Let everything be held in a store, and gather it."""
    whose = await held.hold(database.works)
    room = Room(store=cast("MemoryStore", database))  # all a room needs is `works`
    async with database.works() as work:
        client = await work.clients.get(whose)
        assert client is not None
        return await gather(Visit(room.house, work, client, NOW))


async def rows(database: Database, table: str) -> list[dict[str, Any]]:
    """Read their rows as they lie there."""
    held_by = METADATA.tables[table]
    async with database._engine.connect() as connection:
        found = [dict(row._mapping) for row in await connection.execute(select(held_by))]
    whose = "id" if table == "clients" else "client"
    return [row for row in found if row.get(whose, ANN) == ANN]


def plain(value: object) -> object:
    """Give a column's content as JSON has it."""
    match value:
        case datetime(tzinfo=None):
            return value.isoformat(timespec="minutes")
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case _:
            return value


def at(data: Any, path: str) -> list[Any]:  # noqa: ANN401 - whatever JSON holds
    """Give all that stands at a path; through lists, and past what is not there."""
    here = [data]
    for name in path.split("."):
        flat = [one for each in here for one in (each if isinstance(each, list) else [each])]
        here = [None if one is None else one[name] for one in flat]
    return here


def leaves(data: object) -> Iterator[object]:
    """Give every single thing in it."""
    if isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield data


def test_every_column_has_its_place_or_a_reason() -> None:
    columns = {
        f"{table}.{column.name}" for table in theirs() for column in METADATA.tables[table].c
    }
    placed = [f"{table}.{column}" for table, places in PLAIN.items() for column in places]
    assert Counter(columns) == Counter([*placed, *SEALED, *LEFT_OUT])


@pytest.fixture
async def database(sqlite: Place) -> AsyncIterator[Database]:
    opened = sqlite.open()
    yield opened
    await opened.close()


async def test_everything_that_lies_there_is_in_the_file(database: Database) -> None:
    data = json.loads(written(everything(await gathered(database))))
    Draft202012Validator(json.loads(FILE.read_text())).validate(data)
    for table, places in PLAIN.items():
        kept = await rows(database, table)
        assert kept, table
        for column, path in places.items():
            listed = (table, column) in LISTED
            lies = [row[column].split() if listed else plain(row[column]) for row in kept]
            given = at(data, path)
            assert sorted(map(repr, given)) == sorted(map(repr, lies)), (table, column)
    there = list(leaves(data))
    for column, marks in SEALED.items():
        for mark in marks:
            whole = mark in there
            assert whole or any(str(mark) in one for one in there if isinstance(one, str)), column


async def test_words_are_read_where_a_person_reads(database: Database) -> None:
    everything_ = await gathered(database)
    shown = page(everything(everything_), everything_).decode()
    marks = {mark for marks in SEALED.values() for mark in marks if str(mark).startswith("mark-")}
    # A check-in's own copies of what stands elsewhere, and how far a counselor's dialog got.
    unread = {"mark-known", "mark-remembered", "mark-step"}
    assert {mark for mark in marks if str(mark) not in shown} == unread
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
