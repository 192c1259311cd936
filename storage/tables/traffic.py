"""Tables of traffic: what came in, what is due, what goes out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import Counter, UtcDateTime

_NOT_DONE = text("state != 'done'")
_DONE = text("state = 'done'")
_PENDING = text("state = 'pending'")
_HELD = text("state IN ('leased', 'sending')")
_CLIENTS = text("client IS NOT NULL")
_UNCERTAIN = text("state = 'uncertain'")
_RESTS = text("state IN ('expired', 'failed', 'kept-back', 'uncertain')")
_ASIDE = text("failures >= 3")


class InboxRow(Base):
    """An update of Telegram's, or the memory that it was here."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_open", "update", sqlite_where=_NOT_DONE, postgresql_where=_NOT_DONE),
        Index("ix_inbox_done", "received_at", sqlite_where=_DONE, postgresql_where=_DONE),
        Index("ix_inbox_chat", "chat", sqlite_where=_NOT_DONE, postgresql_where=_NOT_DONE),
    )

    update: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    body: Mapped[bytes | None]
    """Sealed under its day's key: chat id and raw JSON."""
    urgent: Mapped[bool]
    failures: Mapped[int]
    state: Mapped[str]
    """`waiting`, `done` or `aside`."""
    chat: Mapped[bytes | None]
    """Keyed hash of the chat id; none where a version before 0007 kept it."""
    holder: Mapped[str | None]
    """In which replica's hands it is, for as long as that one lives; SQLite has but one."""


class TimerRow(Base):
    """Something that is due, in a client's life or a counselor's."""

    __tablename__ = "timers"
    __table_args__ = (
        Index("ix_timers_aside", "kind", sqlite_where=_ASIDE, postgresql_where=_ASIDE),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[str | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    counselor: Mapped[str | None] = mapped_column(ForeignKey("counselors.id", ondelete="CASCADE"))
    kind: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    conversation: Mapped[str | None] = mapped_column(index=True)
    turn: Mapped[int | None]
    occurrence: Mapped[str | None] = mapped_column(index=True)
    holder: Mapped[str | None]
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """By the database's own clock."""
    failures: Mapped[int] = mapped_column(server_default="0")
    """The third sets it aside."""


class OutboxRow(Base):
    """A message on its way, or the memory that it went."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_queue",
            "priority",
            "created_at",
            "number",
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index(
            "ix_outbox_chat",
            "chat",
            "priority",
            "created_at",
            "number",
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index("uq_outbox_held", "chat", unique=True, sqlite_where=_HELD, postgresql_where=_HELD),
        Index(None, "client", "telegram_id"),
        Index("ix_outbox_clients", "created_at", sqlite_where=_CLIENTS, postgresql_where=_CLIENTS),
        Index(
            "ix_outbox_uncertain",
            "created_at",
            sqlite_where=_UNCERTAIN,
            postgresql_where=_UNCERTAIN,
        ),
        Index(
            "ix_outbox_rests", "state", "created_at", sqlite_where=_RESTS, postgresql_where=_RESTS
        ),
    )

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    chat: Mapped[bytes]
    """Keyed hash of the chat id."""
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    body: Mapped[bytes | None]
    """Sealed under the client's key, or its day's."""
    purpose: Mapped[str]
    priority: Mapped[int]
    state: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int]
    repeats: Mapped[int]
    conversation: Mapped[str | None] = mapped_column(index=True)
    turn: Mapped[int | None]
    occurrence: Mapped[str | None]
    holder: Mapped[str | None]
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """By the database's own clock."""
    telegram_id: Mapped[int | None] = mapped_column(BigInteger)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
