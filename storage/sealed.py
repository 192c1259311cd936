"""Sealed rows: what a table calls them, and with whose seal one is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Row, Select

    from storage.vault import Seal, Vault

T = TypeVar("T")


async def of_client(vault: Vault, row: Row[Any]) -> Seal:
    """Give the seal of the client that a row names. Raises KeyLost."""
    return await vault.of(row.client)


async def of_service(vault: Vault, _: Row[Any]) -> Seal:
    """Give the seal of what belongs to no client."""
    return vault.service


@dataclass(frozen=True, slots=True)
class Sealed(Generic[T]):
    """One kind of row that holds something sealed."""

    table: str
    key: tuple[str, ...]
    """The columns that tell one row from the others."""
    every: Select[Any]
    """All of them, with what `read` and `seal` need."""
    read: Callable[[Row[Any], Seal], T]
    """Raises SealBroken where a cell was edited or moved."""
    seal: Callable[[Vault, Row[Any]], Awaitable[Seal]] = of_client

    def name(self, row: Row[Any]) -> str:
        """Give a row's own key, as it is noted."""
        parts = (getattr(row, column) for column in self.key)
        return "/".join(one.hex() if isinstance(one, bytes) else str(one) for one in parts)

    def one(self, name: str) -> Select[Any]:
        """Select the row of this name."""
        parts = name.split("/", len(self.key) - 1)
        columns = [self.every.selected_columns[column] for column in self.key]
        return self.every.where(
            *(
                column == _read(part, column.type.python_type)
                for column, part in zip(columns, parts, strict=True)
            )
        )


def _read(part: str, kind: type) -> object:
    return bytes.fromhex(part) if kind is bytes else kind(part)
