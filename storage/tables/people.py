"""Tables of people: clients and what they agreed to."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, OfClient
from storage.types import Counter, UtcDateTime

_GONE = text("gone_at IS NOT NULL")
_ARRIVING = text("standing = 'arriving'")
_STOPPED = text("standing = 'stopped'")


class ClientRow(Base):
    """One client."""

    __tablename__ = "clients"
    __table_args__ = (
        Index("ix_clients_gone", "gone_at", sqlite_where=_GONE, postgresql_where=_GONE),
        Index(
            "ix_clients_arriving", "created_at", sqlite_where=_ARRIVING, postgresql_where=_ARRIVING
        ),
        Index("ix_clients_stopped", "seen_at", sqlite_where=_STOPPED, postgresql_where=_STOPPED),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[bytes] = mapped_column(unique=True)
    """Keyed hash of the Telegram chat id."""
    person: Mapped[bytes]
    """Sealed: chat id, name, profile, and what was pressed last."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locale: Mapped[str]
    zone: Mapped[str]
    standing: Mapped[str]
    consent: Mapped[str | None]
    adult: Mapped[bool]
    quiet_from: Mapped[time]
    quiet_to: Mapped[time]
    cap_day: Mapped[int] = mapped_column(server_default="1")
    cap_week: Mapped[int | None]
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    discreet: Mapped[bool]
    mirror_rests_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    enrolled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    woken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ConsentRow(Base):
    """A line of the ledger; never changed."""

    __tablename__ = "consents"
    __table_args__ = (Index(None, "client", "number"),)

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    client: Mapped[OfClient]
    what: Mapped[str]
    version: Mapped[str]
    locale: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    agreed: Mapped[bool]
