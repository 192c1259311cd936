"""Tables of privacy: looks, messages that can be cleared, erasures, and rows set aside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, OfClient
from storage.types import Counter, UtcDateTime


class LookRow(Base):
    """That somebody looked at something of a client's; never changed."""

    __tablename__ = "looks"
    __table_args__ = (Index(None, "client", "number"),)

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    client: Mapped[OfClient]
    counselor: Mapped[str | None]
    """Who; it outlives them."""
    seen: Mapped[bytes]
    """Sealed under the client's key: what."""
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class IncomingRow(Base):
    """A message that a client sent, by Telegram's id, while Telegram lets it be deleted."""

    __tablename__ = "incoming"

    client: Mapped[OfClient] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ErasureRow(Base):
    """That a client was erased and their key is still to be destroyed; it goes with the key."""

    __tablename__ = "erasures"

    client: Mapped[str] = mapped_column(primary_key=True)
    """An id that names nobody any more."""


class DamagedRow(Base):
    """A row that does not open: somebody moved or edited it. It is passed over, and named."""

    __tablename__ = "damaged"

    place: Mapped[str] = mapped_column(primary_key=True)
    """The table."""
    row: Mapped[str] = mapped_column(primary_key=True)
    """Its own key there."""
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
