"""Tables of the house itself: versions of check-ins, replicas and their leases, and chores."""

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


class ReplicaRow(Base):
    """A living process that serves this store, or one that died lately."""

    __tablename__ = "replicas"

    name: Mapped[str] = mapped_column(primary_key=True)
    schema: Mapped[str]
    """The newest schema that its code knows."""
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    """It lives until then, unless it says so again; both by the database's own clock."""


class CompatibilityRow(Base):
    """How old the code may be that runs on a version of the schema."""

    __tablename__ = "compatibility"

    version: Mapped[str] = mapped_column(primary_key=True)
    oldest: Mapped[str]
    """The schema that the oldest such code knows as the newest."""
