"""Tables of plans: every version, the occurrences with their history, and single changes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, OfClient
from storage.types import Counter, UtcDateTime

_PLANNED = text("state = 'planned'")
_MET = text("state != 'planned'")


class PlanRow(Base):
    """A plan, and which version of it holds."""

    __tablename__ = "plans"

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    client: Mapped[OfClient] = mapped_column(index=True)
    version: Mapped[int]
    status: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PlanVersionRow(Base):
    """One version of a plan; never changed."""

    __tablename__ = "plan_versions"

    plan: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    """Sealed: the plan as JSON."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class OccurrenceRow(Base):
    """One planned prompt; its place in the plan is its own for good, whatever the version."""

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("plan", "local_date", "slot", "seq"),
        Index(None, "client", "due_at"),
        Index(
            "ix_occurrences_planned",
            "plan",
            "due_at",
            sqlite_where=_PLANNED,
            postgresql_where=_PLANNED,
        ),
        Index("ix_occurrences_met", "due_at", sqlite_where=_MET, postgresql_where=_MET),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    plan_version: Mapped[int]
    client: Mapped[OfClient]
    local_date: Mapped[date]
    slot: Mapped[int]
    seq: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    zone: Mapped[str]
    checkin: Mapped[str]
    state: Mapped[str]


class OccurrenceEventRow(Base):
    """A line of an occurrence's history; never changed."""

    __tablename__ = "occurrence_events"
    __table_args__ = (Index(None, "occurrence", "number"),)

    number: Mapped[int] = mapped_column(Counter, primary_key=True)
    occurrence: Mapped[str] = mapped_column(ForeignKey("occurrences.id", ondelete="CASCADE"))
    state: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    detail: Mapped[str]
    """Ids and kinds, never words of a client."""


class PlanChangeRow(Base):
    """What a client does with one later occurrence."""

    __tablename__ = "plan_changes"

    plan: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)
    local_date: Mapped[date] = mapped_column(primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    moved_to: Mapped[datetime | None]
    """A wall time in the plan's zone, so without one of its own; none: left out."""
