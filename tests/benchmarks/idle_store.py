"""A store with a great many clients in it, most of them copies of a few.

A thousand enrol one by one, as real ones do; the others are their rows under other ids. What is
sealed in a copy would not open, but of a client who is idle nothing is ever opened.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from storage.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES: Final = (
    *("clients", "plans", "plan_versions", "occurrences", "occurrence_events", "timers"),
)
"""Where a client has rows once plans are made, in an order that the foreign keys allow."""
PREFIX: Final = 8
"""Characters at the beginning of an id that tell the copies apart; the rest tells the clients."""
_NUMBERED: Final = "number"
_HASHED: Final = "chat"
_IDS: Final = frozenset({"id", "client", "plan", "occurrence"})
_TIMER: Final = "prompt:"


def multiply(store: Path, keys: Path, times: int) -> None:
    """Let a store of some clients, and the keys beside it, hold so many times as many."""
    with closing(sqlite3.connect(store)) as at:
        at.executescript("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
        for table in TABLES:
            at.execute(f"CREATE TEMP TABLE few_{table} AS SELECT * FROM {table}")  # noqa: S608 - of TABLES
        for number in range(1, times):
            for table, columns, copied in _copies():
                at.execute(
                    f"INSERT INTO {table} ({columns}) SELECT {copied} FROM few_{table}",  # noqa: S608 - of TABLES
                    {"new": f"{number:0{PREFIX}x}"},
                )
        at.commit()
    with closing(sqlite3.connect(keys)) as at:
        at.execute("PRAGMA synchronous = OFF")
        at.execute("CREATE TEMP TABLE few AS SELECT * FROM keys WHERE name NOT LIKE 'service/%'")
        for number in range(1, times):
            at.execute(
                f"INSERT INTO keys SELECT :new || substr(name, {PREFIX + 1}), epoch, wrapped,"  # noqa: S608 - a number of ours
                " made_at FROM few",
                {"new": f"{number:0{PREFIX}x}"},
            )
        at.commit()


def _copies() -> Iterator[tuple[str, str, str]]:
    """Give each table, its columns, and what a copy has in each."""
    for table in TABLES:
        names = [one.name for one in METADATA.tables[table].columns if one.name != _NUMBERED]
        yield table, ", ".join(names), ", ".join(_copied(table, name) for name in names)


def _copied(table: str, column: str) -> str:
    if column == _HASHED:
        return "randomblob(16)"
    if column not in _IDS:
        return column
    if (table, column) == ("timers", "id"):
        return f"'{_TIMER}' || :new || substr(id, {len(_TIMER) + PREFIX + 1})"
    return f":new || substr({column}, {PREFIX + 1})"
