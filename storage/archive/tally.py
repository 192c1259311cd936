"""Tallies: how many rows a table has and what they sum up to, whatever order they come in."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from storage.archive.shapes import Cells

_SIZE: Final = 32
_ROUND: Final = 1 << (8 * _SIZE)


@dataclass(slots=True)
class _Sum:
    rows: int = 0
    digest: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts rows by table, and adds up what SHA-256 makes of each."""

    sums: defaultdict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))

    def add(self, table: str, rows: Iterable[Cells]) -> None:
        """Add rows as they are written down."""
        these = self.sums[table]
        for row in rows:
            digest = hashlib.sha256(json.dumps(row).encode()).digest()
            these.digest = (these.digest + int.from_bytes(digest, "big")) % _ROUND
            these.rows += 1

    @property
    def rows(self) -> Mapping[str, int]:
        """Give how many rows each table has that has any."""
        return {table: one.rows for table, one in self.sums.items() if one.rows}

    def as_data(self) -> dict[str, list[int | str]]:
        """Give it as JSON keeps it; empty tables are left out."""
        return {
            table: [one.rows, one.digest.to_bytes(_SIZE, "big").hex()]
            for table, one in sorted(self.sums.items())
            if one.rows
        }

    def differs(self, other: Tally) -> str | None:
        """Name the first table of which the two tell something different; None if they agree."""
        mine, theirs = self.as_data(), other.as_data()
        tables = sorted(mine.keys() | theirs.keys())
        return next((table for table in tables if mine.get(table) != theirs.get(table)), None)
