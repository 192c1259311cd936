"""Reigns: which master key is the newest, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from storage.keytables import epochs, keys

if TYPE_CHECKING:
    from datetime import datetime

    from storage.epochs import Transactions

_REIGN = select(epochs.c.id, epochs.c.since).order_by(epochs.c.id)
_SINCE = select(func.max(epochs.c.since))
_COUNT = select(func.count()).select_from(keys)


@dataclass(frozen=True, slots=True)
class Reign:
    """The master key's present reign."""

    epoch: int
    since: datetime
    """By the database's own clock."""
    keys: int
    """How many keys there are, in all."""
    turning: bool
    """Whether an older epoch has keys still: a rotation goes on, or was cut short."""


async def reigning(begin: Transactions) -> Reign:
    """Give the present reign, of a key store that has one; counting its keys takes a while."""
    async with begin() as connection:
        *older, newest = (await connection.execute(_REIGN)).all()
        count: int = (await connection.execute(_COUNT)).scalar_one()
    return Reign(newest.id, newest.since, count, turning=bool(older))


async def began(begin: Transactions) -> datetime | None:
    """Give since when the newest master key reigns; aware, UTC."""
    async with begin() as connection:
        since: datetime | None = (await connection.execute(_SINCE)).scalar_one()
    return since
