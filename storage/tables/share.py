"""Tables of what passes between counselors and clients: briefs, and counselors' check-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, OfClient
from storage.tables.care import OfCounselor
from storage.types import UtcDateTime


class BriefRow(Base):
    """A brief that was sent."""

    __tablename__ = "briefs"

    id: Mapped[str] = mapped_column(primary_key=True)
    client: Mapped[OfClient] = mapped_column(index=True)
    counselor: Mapped[OfCounselor]
    parts: Mapped[str]
    """Names of the parts, parted by blanks."""
    text: Mapped[bytes]
    """Sealed under the client's key."""
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OwnCheckinRow(Base):
    """A check-in that a counselor wrote."""

    __tablename__ = "own_checkins"

    name: Mapped[str] = mapped_column(primary_key=True)
    counselor: Mapped[OfCounselor] = mapped_column(index=True)
    body: Mapped[bytes]
    """Sealed under the service key: its title, and its versions with their dates."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OwnClientRow(Base):
    """Whom a counselor's check-in is published to."""

    __tablename__ = "own_clients"

    checkin: Mapped[str] = mapped_column(
        ForeignKey("own_checkins.name", ondelete="CASCADE"), primary_key=True
    )
    client: Mapped[OfClient] = mapped_column(primary_key=True, index=True)
