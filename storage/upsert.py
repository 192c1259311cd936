"""Inserts that meet a row which is there already, in the words of each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table
    from sqlalchemy.sql.dml import Insert


def keep_first(table: Table) -> Mapping[str, Insert]:
    """Insert by dialect; a row that is there stays as it is."""
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }


def keep_last(table: Table) -> Mapping[str, Insert]:
    """Insert by dialect; a row with the same primary key is replaced."""
    return {
        "sqlite": _replacing(sqlite.insert(table), table),
        "postgresql": _replacing(postgresql.insert(table), table),
    }


def _replacing(new: sqlite.Insert | postgresql.Insert, table: Table) -> Insert:
    keys = [column.name for column in table.primary_key]
    rest = {column.name: new.excluded[column.name] for column in table.c if column.name not in keys}
    return new.on_conflict_do_update(index_elements=keys, set_=rest)
