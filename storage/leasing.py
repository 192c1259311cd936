"""When a lease binds: by the database's own clock, and only while its holder is not known dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_

from storage.dbclock import DbNow
from storage.replicas import died

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Table


def lapsed(table: Table) -> Mapping[str, ColumnElement[bool]]:
    """Say by dialect when a row is in nobody's hands; binds `me`, this process's name.

    SQLite has one process at a time, so a lease of any other is that of a dead one. Of a replica
    that runs a version before 0007 nobody knows whether it lives: its leases last their time.
    """
    over = or_(table.c.held_until.is_(None), table.c.held_until <= DbNow())
    mine = table.c.holder == bindparam("me")
    return {"sqlite": or_(over, ~mine), "postgresql": or_(over, died(table.c.holder))}
