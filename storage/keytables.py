"""The tables of the key store: master keys' epochs, and the keys wrapped under them."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.dbclock import DbNow
from storage.tables.base import NAMES, table_of
from storage.types import UtcDateTime


class KeyBase(DeclarativeBase):
    """Tables that live apart from the store, with a backup life of their own."""

    metadata = MetaData(naming_convention=NAMES)


class EpochRow(KeyBase):
    """The reign of one master key."""

    __tablename__ = "epochs"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    proof: Mapped[bytes]
    """Opens under this epoch's master key and no other."""
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=DbNow())


class KeyRow(KeyBase):
    """A key, wrapped."""

    __tablename__ = "keys"

    name: Mapped[str] = mapped_column(primary_key=True)
    """A client's id, or what the service uses the key for."""
    epoch: Mapped[int] = mapped_column(ForeignKey("epochs.id"))
    wrapped: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=DbNow())


METADATA = KeyBase.metadata
epochs = table_of(EpochRow)
keys = table_of(KeyRow)
