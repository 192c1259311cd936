"""Tables of care: counselors, which client is with whom, invitations, and what is not saved yet."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, OfClient
from storage.types import UtcDateTime

OfCounselor = Annotated[str, mapped_column(ForeignKey("counselors.id", ondelete="CASCADE"))]
"""Whose row it is; it goes when the counselor goes."""


class CounselorRow(Base):
    """One counselor."""

    __tablename__ = "counselors"

    id: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[bytes] = mapped_column(unique=True)
    """Keyed hash of the Telegram chat id."""
    person: Mapped[bytes]
    """Sealed under the service key: chat id, name, and what was pressed last."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locale: Mapped[str]
    zone: Mapped[str]
    work_days: Mapped[str]
    """ISO weekdays as digits: `12345`."""
    work_from: Mapped[time]
    work_to: Mapped[time]
    settled: Mapped[bool]
    suspended: Mapped[bool]
    overview_day: Mapped[int | None]
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    away_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cover: Mapped[str | None]
    """A counselor's id; one who is there no more covers nobody."""


class CareRow(Base):
    """That a client is with a counselor."""

    __tablename__ = "cares"

    client: Mapped[OfClient] = mapped_column(primary_key=True)
    counselor: Mapped[OfCounselor] = mapped_column(index=True)
    body: Mapped[bytes]
    """Sealed under the client's key: label and sessions."""
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    sharing: Mapped[str]
    """Names of what is shared, parted by blanks."""
    silence: Mapped[str]
    telling: Mapped[str] = mapped_column(server_default="ask")
    sent: Mapped[bool] = mapped_column(server_default=false())


class InviteRow(Base):
    """A one-time invitation."""

    __tablename__ = "invites"

    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[bytes] = mapped_column(unique=True)
    """Keyed hash of the code."""
    kind: Mapped[str]
    counselor: Mapped[str | None] = mapped_column(
        ForeignKey("counselors.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[bytes]
    """Sealed under a key of its own: label, and the chat that opened it; empty without either."""
    template: Mapped[str]
    locale: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent: Mapped[bool] = mapped_column(server_default=false())


class DraftRow(Base):
    """What a counselor is in the middle of."""

    __tablename__ = "drafts"

    counselor: Mapped[OfCounselor] = mapped_column(primary_key=True)
    about: Mapped[str]
    turn: Mapped[int]
    client: Mapped[str | None] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    """Whom it is about, if it is about one client."""
    body: Mapped[bytes]
    """Sealed under that client's key, or its day's: the rest, as JSON."""
