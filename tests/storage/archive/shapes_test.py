"""A row is written down and read again as it was, and the same from whichever database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, DateTime

from storage.archive.shapes import Cells, Kind, Shape, from_data, seen
from storage.archive.snapshot import PASSING
from storage.archive.tally import Tally
from storage.engine import open_engine, read_url
from storage.keytables import METADATA as KEYS
from storage.tables import METADATA as STORE
from storage.types import UtcDateTime

if TYPE_CHECKING:
    import random

    from tests.databases import Place

VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: st.text(),
    Kind.BYTES: st.binary(),
    Kind.WHOLE: st.integers(-(2**63), 2**63 - 1),
    Kind.REAL: st.floats(allow_nan=False, allow_infinity=False),
    Kind.FLAG: st.booleans(),
    Kind.INSTANT: st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - their zone comes with them
    Kind.WALL: st.datetimes(),
    Kind.DATE: st.dates(),
    Kind.TIME: st.times(),
}
KINDS = {
    str: Kind.TEXT,
    bytes: Kind.BYTES,
    int: Kind.WHOLE,
    float: Kind.REAL,
    bool: Kind.FLAG,
    date: Kind.DATE,
    time: Kind.TIME,
}
OF_ALL = Shape("all", tuple((kind.value, kind) for kind in Kind), ("whole",))
rows = st.lists(st.tuples(*(VALUES[kind] | st.none() for kind in Kind)), max_size=4)


@given(rows)
def test_rows_are_read_as_they_were_written(several: list[tuple[object, ...]]) -> None:
    written = json.loads(json.dumps(OF_ALL.write(several)))
    names = [name for name, _ in OF_ALL.columns]
    assert OF_ALL.read(written) == [dict(zip(names, row, strict=True)) for row in several]
    assert from_data(json.loads(json.dumps(OF_ALL.as_data()))) == OF_ALL


@given(rows, st.randoms(use_true_random=False), st.integers(0, 4))
def test_a_tally_is_the_same_in_any_order_and_of_nothing_else(
    several: list[tuple[object, ...]], chance: random.Random, left: int
) -> None:
    def told(*parts: list[Cells]) -> Tally:
        tally = Tally()
        for part in parts:
            tally.add("all", part)
        return tally

    written = OF_ALL.write(several)
    mixed = written.copy()
    chance.shuffle(mixed)
    assert told(written).differs(told(mixed[:left], mixed[left:])) is None
    if written:
        assert told(written).differs(told(written[:-1])) == "all"
        assert told(written).differs(told([*written[:-1], ["edited"]])) == "all"
    assert told(written).rows == ({"all": len(written)} if written else {})


def _known(column: Column[Any]) -> Kind:
    if isinstance(column.type, UtcDateTime):
        return Kind.INSTANT
    return Kind.WALL if isinstance(column.type, DateTime) else KINDS[column.type.python_type]


async def test_every_column_is_seen_as_what_the_code_knows(place: Place) -> None:
    for url, tables, schema in ((place.url, STORE, None), (place.keys_url, KEYS, "keys")):
        engine = open_engine(read_url(url), schema=schema)
        async with engine.begin() as connection:
            shapes = await connection.run_sync(seen, PASSING)
        await engine.dispose()
        assert {shape.name: dict(shape.columns) for shape in shapes} == {
            table.name: {column.name: _known(column) for column in table.columns}
            for table in tables.tables.values()
            if table.name not in PASSING
        }
        before: set[str] = set()
        for shape in shapes:
            table = tables.tables[shape.name]
            assert set(shape.key) == {column.name for column in table.primary_key}
            assert {key.column.table.name for key in table.foreign_keys} <= before
            before.add(shape.name)
