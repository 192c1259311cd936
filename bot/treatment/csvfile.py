"""An operator's file of clinics, read line by line, however long it is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from bot.treatment.csvrow import BadRow, clinic, header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.treatment.clinic import Clinic

DELIMITERS: Final = ",;\t"
"""What cells may be parted by: the first line tells which."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out."""

    line: int
    """The line of the file on which it begins, from 1."""
    why: str


def read(lines: Iterable[str]) -> Iterator[Clinic | Problem]:
    """Read the rows of a file, one after another; empty ones are passed over.

    Raises:
        BadRow: the first line does not name the columns.

    """
    following = iter(lines)
    first = next(following, "")
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(chain((first,), following), delimiter=delimiter)
    names = header(next(rows, ()))
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield clinic(names, cells)
        except (BadRow, csv.Error) as error:
            yield Problem(line, str(error))
