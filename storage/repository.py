"""What the repositories stand on: one open transaction, the vault, and what they found damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import literal_column

from bot.errors import KeyLost, SealBroken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnClause, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.damage import Damage
    from storage.sealed import Sealed
    from storage.vault import Vault

T = TypeVar("T")
K = TypeVar("K", bound=str)


class Repository:
    """Statements of one aggregate within one unit of work."""

    def __init__(
        self, connection: AsyncConnection, vault: Vault, holder: str, damage: Damage
    ) -> None:
        """Take the transaction, the vault, this process's name for leases, and what is damaged."""
        self._db = connection
        self._dialect = connection.dialect.name
        self._vault = vault
        self._holder = holder
        self._damage = damage

    async def _opened(self, sealed: Sealed[T], rows: Sequence[Row[Any]]) -> list[T]:
        """Open rows; one that does not open is passed over, and named."""
        if len(rows) > 1:
            await self._vault.all_of(getattr(row, "client", None) for row in rows)  # in one query
        found = []
        for row in rows:
            try:
                found.append(sealed.read(row, await sealed.seal(self._vault, row)))
            except (SealBroken, KeyLost):
                self._damage.note(sealed, row)
        return found

    async def _opened_if(self, sealed: Sealed[T], row: Row[Any] | None) -> T | None:
        """Open a row; None if there is none, or it does not open, and then it is named."""
        return None if row is None else next(iter(await self._opened(sealed, [row])), None)

    async def _insist(self, sealed: Sealed[T], row: Row[Any] | None) -> T | None:
        """Open a row; None if there is none.

        Raises:
            SealBroken, KeyLost: it does not open; it is named, and what wanted it must not go on.

        """
        if row is None:
            return None
        try:
            return sealed.read(row, await sealed.seal(self._vault, row))
        except (SealBroken, KeyLost):
            self._damage.note(sealed, row)
            raise


class Shedding(Repository, Generic[K]):
    """A repository whose work destroys keys: a client's own, or keys apart."""

    def __init__(
        self,
        connection: AsyncConnection,
        vault: Vault,
        holder: str,
        damage: Damage,
        shed: list[K],
    ) -> None:
        """Take also the list of the keys to be destroyed once this is committed."""
        super().__init__(connection, vault, holder, damage)
        self._shed = shed


def literal(value: str) -> ColumnClause[str]:
    """Write a constant of ours into a statement: a partial index is not used for a parameter."""
    return literal_column(f"'{value}'")
