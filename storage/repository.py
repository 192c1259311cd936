"""What the repositories stand on: one open transaction, and the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import literal_column

if TYPE_CHECKING:
    from sqlalchemy import ColumnClause
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.vault import Vault


class Repository:
    """Statements of one aggregate within one unit of work."""

    def __init__(self, connection: AsyncConnection, vault: Vault, holder: str) -> None:
        """Take the transaction, the vault, and the name under which this process holds leases."""
        self._db = connection
        self._dialect = connection.dialect.name
        self._vault = vault
        self._holder = holder


def literal(value: str) -> ColumnClause[str]:
    """Write a constant of ours into a statement: a partial index is not used for a parameter."""
    return literal_column(f"'{value}'")
