"""Pages: many rows in an order of their own, a few at a time, each page begun after the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, tuple_

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Paged:
    """What is read so."""

    every: Select[Any]
    key: tuple[ColumnElement[Any], ...]
    """Columns of it that tell its rows apart, in the order in which they are read."""

    async def pages(
        self, db: AsyncConnection, rows: int, values: Mapping[str, Any]
    ) -> AsyncIterator[Sequence[Row[Any]]]:
        """Give all rows, so many at once; a page is never empty."""
        last: Row[Any] | None = None
        while page := await self.page(db, rows, last, values):
            yield page
            if len(page) < rows:
                return
            last = page[-1]

    async def page(
        self,
        db: AsyncConnection,
        rows: int,
        after: Row[Any] | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Sequence[Row[Any]]:
        """Give the first rows, or those after a row."""
        wanted = self.every.order_by(*self.key).limit(rows)
        if after is not None:
            place = (literal(after._mapping[one], one.type) for one in self.key)  # noqa: SLF001 - SQLAlchemy's own way to a column
            wanted = wanted.where(tuple_(*self.key) > tuple_(*place))
        found: Sequence[Row[Any]] = (await db.execute(wanted, dict(values or {}))).all()
        return found
