"""Columns: what a file of an export is made of, and the dictionary that describes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from bot.research.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.research.disguise import Disguise

R = TypeVar("R", bound=Record)
Cell = str | int | bool | None
"""None is written as nothing."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


class Form(StrEnum):
    """What a column's cells look like."""

    ID = "pseudonym"
    NAME = "name"
    TEXT = "text"
    NUMBER = "whole number"
    SECONDS = "seconds"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes or no"
    ONE_OF = "one of"


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: what it is called and means, and how it is got from a record."""

    name: str
    form: Form
    says: str
    gives: Callable[[R, Disguise], Cell]
    values: tuple[str, ...] = ()
    """All that may stand in it, where that is a closed set."""


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """One file: a row for each record of a kind."""

    name: str
    says: str
    """What one row is."""
    of: type[R]
    columns: tuple[Column[R], ...]

    @property
    def file(self) -> str:
        """Give the file's name."""
        return f"{self.name}.csv"

    @property
    def header(self) -> list[str]:
        """Give the names of the columns."""
        return [column.name for column in self.columns]

    def row(self, record: R, disguise: Disguise) -> list[str]:
        """Give a record's cells, as they are written."""
        return [written(column.form, column.gives(record, disguise)) for column in self.columns]


def written(form: Form, cell: Cell) -> str:
    """Write a cell.

    A client's text that a spreadsheet would run as a formula has an apostrophe before it, and so
    has one that begins with one: without its first apostrophe such a text is as it was (OWASP, CSV
    injection).
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if form is Form.TEXT and str(cell).startswith(_FORMULA):
        return f"'{cell}"
    return str(cell)


DICTIONARY: Final = ("file", "column", "form", "values", "description")
"""The columns of the dictionary, in which they are described themselves."""


def dictionary(sheets: Iterable[Sheet[Record]]) -> Iterator[Sequence[str]]:
    """Give the rows of the data dictionary: one for each file, and one for each of its columns."""
    for sheet in sheets:
        yield (sheet.file, "", "", "", sheet.says)
        for column in sheet.columns:
            values = " | ".join(column.values)
            yield (sheet.file, column.name, column.form, values, column.says)
