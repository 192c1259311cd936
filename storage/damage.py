"""Damage: rows that do not open were moved or edited; they are passed over, and named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select

from bot.errors import KeyLost, SealBroken
from storage.dbclock import DbNow
from storage.tables import damaged
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.sealed import Sealed
    from storage.vault import Vault

_NOTE = {
    name: new.values(place=bindparam("place"), row=bindparam("row"), found_at=DbNow())
    for name, new in keep_first(damaged).items()
}
_ALL = select(damaged.c.place, damaged.c.row).order_by(damaged.c.place, damaged.c.row)
_LIFT = delete(damaged).where(
    damaged.c.place == bindparam("of_place"), damaged.c.row == bindparam("of_row")
)


@dataclass(frozen=True, slots=True)
class Damage:
    """What one unit of work found: tables and rows."""

    found: set[tuple[str, str]] = field(default_factory=set)

    def note(self, sealed: Sealed[Any], row: Row[Any]) -> None:
        """Name a row."""
        self.found.add((sealed.table, sealed.name(row)))


async def set_aside(connection: AsyncConnection, found: Iterable[tuple[str, str]]) -> None:
    """Keep their names; one that is known already stays as it was noted first."""
    rows = [{"place": place, "row": row} for place, row in sorted(found)]
    await connection.execute(_NOTE[connection.dialect.name], rows)


async def look_again(
    connection: AsyncConnection, vault: Vault, everything: Iterable[Sealed[Any]]
) -> list[tuple[str, str]]:
    """Give those that still do not open; one that was mended, or is there no more, is lifted."""
    kinds = {sealed.table: sealed for sealed in everything}
    still = []
    for place, name in (await connection.execute(_ALL)).all():
        if await _opens(connection, vault, kinds[place], name):
            await connection.execute(_LIFT, {"of_place": place, "of_row": name})
        else:
            still.append((place, name))
    return still


async def _opens(connection: AsyncConnection, vault: Vault, sealed: Sealed[Any], name: str) -> bool:
    row = (await connection.execute(sealed.one(name))).one_or_none()
    try:
        if row is not None:
            sealed.read(row, await sealed.seal(vault, row))
    except (SealBroken, KeyLost):
        return False
    return True
