"""Tables of safety: episodes with their history, who is on duty, and operators' chats."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, OfClient
from storage.tables.care import OfCounselor
from storage.types import Counter, UtcDateTime

_OPEN = text("over_at IS NULL")
_OVER = text("over_at IS NOT NULL")


class EpisodeRow(Base):
    """One episode in one client's life."""

    __tablename__ = "episodes"
    __table_args__ = (
        Index(
            "uq_episodes_open",
            "client",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_episodes_over", "over_at", sqlite_where=_OVER, postgresql_where=_OVER),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[OfClient] = mapped_column(index=True)
    body: Mapped[bytes]
    """Sealed under the client's key: danger, tier and words."""
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EntryRow(Base):
    """A line of an episode's history; never changed."""

    __tablename__ = "episode_entries"
    __table_args__ = (Index(None, "episode", "number"), Index(None, "counselor"))

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    episode: Mapped[str] = mapped_column(ForeignKey("episodes.id", ondelete="CASCADE"))
    mark: Mapped[bytes]
    """Sealed under the client's key: what happened."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    counselor: Mapped[str | None]
    """Whom it concerns; it outlives them."""


class RotaRow(Base):
    """One who answers alerts, and when in line."""

    __tablename__ = "rota"

    counselor: Mapped[OfCounselor] = mapped_column(primary_key=True)
    place: Mapped[int]


class OperatorRow(Base):
    """A chat of those who run the service."""

    __tablename__ = "operators"

    chat: Mapped[bytes] = mapped_column(primary_key=True)
    """Keyed hash of the Telegram chat id."""
    body: Mapped[bytes]
    """Sealed under the service key: the chat id."""
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    locale: Mapped[str]
