"""When a lease binds: by the database's own clock, and on SQLite only within one process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_

from storage.dbclock import DbNow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Table


def lapsed(table: Table) -> Mapping[str, ColumnElement[bool]]:
    """Say by dialect when a row is in nobody's hands; binds `me`, this process's name.

    SQLite has one process at a time, so a lease of any other is that of a dead one.
    """
    over = or_(table.c.held_until.is_(None), table.c.held_until <= DbNow())
    mine = table.c.holder == bindparam("me")
    return {"sqlite": or_(over, ~mine), "postgresql": over}
