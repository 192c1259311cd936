"""Tables of talk: conversations, lines that rest, words and ratings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, OfClient
from storage.types import UtcDateTime

_WAITING = text("status = 'waiting'")
_FULL = text("emptied_at IS NULL AND status != 'waiting'")


class ConversationRow(Base):
    """Where a client stands in a check-in."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index(
            "uq_conversations_waiting",
            "client",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_conversations_full", "at", sqlite_where=_FULL, postgresql_where=_FULL),
        Index(None, "script", "version", "emptied_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[OfClient] = mapped_column(index=True)
    script: Mapped[str]
    version: Mapped[str]
    status: Mapped[str]
    turn: Mapped[int]
    state: Mapped[bytes]
    """Sealed: the whole conversation as JSON."""
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When it last moved."""
    emptied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When its answers were taken out, long after its end."""


class SaidRow(Base):
    """An authored line that was said to a client, and when last."""

    __tablename__ = "said"

    client: Mapped[OfClient] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class WordsRow(Base):
    """Words of a client."""

    __tablename__ = "words"
    __table_args__ = (Index(None, "client", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[OfClient]
    kind: Mapped[str]
    text: Mapped[bytes]
    """Sealed."""
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    day: Mapped[date]
    script: Mapped[str]
    step: Mapped[str]
    conversation: Mapped[str]
    held: Mapped[str]
    worth_seeing: Mapped[bool]
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    still: Mapped[int]
    goal: Mapped[str | None]
    """The goal they belong to, by its words' id."""
    why: Mapped[str]
    """Why they were mirrored last: a name."""
    shown: Mapped[bool] = mapped_column(server_default=false())


class RatingRow(Base):
    """A number a client gave."""

    __tablename__ = "ratings"
    __table_args__ = (Index(None, "client", "of", "at"),)

    conversation: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[OfClient]
    of: Mapped[str]
    value: Mapped[bytes]
    """Sealed."""
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    goal: Mapped[str | None]


class ToldRow(Base):
    """What a client said of words kept earlier."""

    __tablename__ = "told"
    __table_args__ = (Index(None, "client", "at"),)

    words: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[OfClient]
    effect: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True, index=True)
