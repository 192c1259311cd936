"""Tables of the house itself: versions of check-ins, leases between replicas, and chores."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import UtcDateTime


class ScriptRow(Base):
    """One version of one check-in; never changed."""

    __tablename__ = "scripts"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    """JSON: locale to TOML text, as authored; sealed, in base64, where a counselor wrote it."""


class LeaseRow(Base):
    """Who holds a name, and the number that fences off whoever held it before."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    token: Mapped[int] = mapped_column(BigInteger)
    """Counts up with every new holder."""
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    """By the database's own clock."""


class ChoreRow(Base):
    """When the house last did something that it does every night."""

    __tablename__ = "chores"

    name: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)
