"""What all tables share: names for constraints, and how a client's rows go when the client goes."""

from __future__ import annotations

from typing import Annotated, Final, cast

from sqlalchemy import ForeignKey, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a migration can take it away again."""

OfClient = Annotated[str, mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))]
"""Whose row it is; it goes when the client goes."""


class Base(DeclarativeBase):
    """The tables of the store."""

    metadata = MetaData(naming_convention=NAMES)


def table_of(rows: type[DeclarativeBase]) -> Table:
    """Give the table, for statements without the ORM."""
    return cast("Table", rows.__table__)
