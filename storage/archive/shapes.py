"""Shapes: what a table looks like, and how a row of it is written down, whichever the database.

A shape is read from the database itself and kept in the archive, so that an archive of an older
schema can be put back by a newer Stillwater.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy import types

from storage.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.sql.expression import TableClause
    from sqlalchemy.types import TypeEngine

Cell = str | int | float | bool | None
Cells = list[Cell]
"""A row as it is written down, in the order of its columns."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    BYTES = "bytes"
    WHOLE = "whole"
    REAL = "real"
    FLAG = "flag"
    INSTANT = "instant"
    WALL = "wall"
    """A wall time, whose zone stands elsewhere."""
    DATE = "date"
    TIME = "time"


_TYPES: Final[Mapping[Kind, TypeEngine[Any]]] = {
    Kind.TEXT: types.String(),
    Kind.BYTES: types.LargeBinary(),
    Kind.WHOLE: types.BigInteger(),
    Kind.REAL: types.Float(53),
    Kind.FLAG: types.Boolean(),
    Kind.INSTANT: UtcDateTime(),
    Kind.WALL: types.DateTime(),
    Kind.DATE: types.Date(),
    Kind.TIME: types.Time(),
}
_SEEN: Final[Sequence[tuple[type[TypeEngine[Any]], Kind]]] = (
    (types.Boolean, Kind.FLAG),
    (types.Integer, Kind.WHOLE),
    (types.Float, Kind.REAL),
    (types.DateTime, Kind.INSTANT),
    (types.Date, Kind.DATE),
    (types.Time, Kind.TIME),
    (types.LargeBinary, Kind.BYTES),
    (types.String, Kind.TEXT),
)
"""As what a database shows its columns; SQLite shows a wall time as an instant."""
WALLS: Final = frozenset({("plan_changes", "moved_to")})
_WRITES: Final[Mapping[Kind, Callable[[Any], Cell]]] = {
    Kind.BYTES: lambda value: base64.b64encode(value).decode("ascii"),
    Kind.INSTANT: datetime.isoformat,
    Kind.WALL: datetime.isoformat,
    Kind.DATE: date.isoformat,
    Kind.TIME: time.isoformat,
}
_READS: Final[Mapping[Kind, Callable[[Any], object]]] = {
    Kind.BYTES: base64.b64decode,
    Kind.INSTANT: datetime.fromisoformat,
    Kind.WALL: datetime.fromisoformat,
    Kind.DATE: date.fromisoformat,
    Kind.TIME: time.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: its columns with their kinds, and which of them are its primary key."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    key: tuple[str, ...]

    @property
    def table(self) -> TableClause:
        """Give it for statements."""
        return sa.table(self.name, *(sa.column(name, _TYPES[kind]) for name, kind in self.columns))

    def write(self, rows: Sequence[Sequence[Any]]) -> list[Cells]:
        """Write rows down: bytes in base64, times as ISO 8601, instants in UTC."""
        writes = [_WRITES.get(kind) for _, kind in self.columns]
        return [
            [
                value if write is None or value is None else write(value)
                for value, write in zip(row, writes, strict=True)
            ]
            for row in rows
        ]

    def read(self, rows: Sequence[Cells]) -> list[dict[str, object]]:
        """Give rows that were written down, each by its columns' names."""
        reads = [(name, _READS.get(kind)) for name, kind in self.columns]
        return [
            {
                name: cell if read is None or cell is None else read(cell)
                for cell, (name, read) in zip(row, reads, strict=True)
            }
            for row in rows
        ]

    def as_data(self) -> dict[str, Any]:
        """Give it as JSON keeps it."""
        return {"name": self.name, "columns": list(map(list, self.columns)), "key": list(self.key)}


def from_data(data: Mapping[str, Any]) -> Shape:
    """Read a shape that JSON kept."""
    columns = tuple((name, Kind(kind)) for name, kind in data["columns"])
    return Shape(data["name"], columns, tuple(data["key"]))


def seen(connection: sa.Connection, leave: frozenset[str]) -> tuple[Shape, ...]:
    """Look at a database's tables: what others refer to comes first; those of `leave` do not."""
    see = sa.inspect(connection)
    found = []
    for name, _ in see.get_sorted_table_and_fkc_names():
        if name is None or name in leave:
            continue
        columns = [
            (one["name"], _kind(name, one["name"], one["type"])) for one in see.get_columns(name)
        ]
        key = see.get_pk_constraint(name)["constrained_columns"]
        found.append(Shape(name, tuple(columns), tuple(key)))
    return tuple(found)


def _kind(table: str, column: str, shown: TypeEngine[Any]) -> Kind:
    if (table, column) in WALLS:
        return Kind.WALL
    return next(kind for seen_as, kind in _SEEN if isinstance(shown, seen_as))
