"""The table of clinics that the operator imported; nothing in it is anybody's secret."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ClinicRow(Base):
    """One place that offers treatment."""

    __tablename__ = "clinics"
    __table_args__ = (
        Index(None, "latitude", "longitude"),
        Index(None, "within"),
        Index(None, "town"),
        Index(None, "code"),
        Index(None, "edition"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int]
    """Counts up with every import."""
    name: Mapped[str]
    street: Mapped[str]
    city: Mapped[str]
    region: Mapped[str]
    postcode: Mapped[str]
    phone: Mapped[str]
    website: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    called: Mapped[str]
    """The name as names are compared: without case, accents and signs."""
    town: Mapped[str]
    """The city, in the same way."""
    within: Mapped[str]
    """The region, in the same way."""
    code: Mapped[str]
    """The postcode, in the same way and without space."""
    substance_use: Mapped[bool]
    mental_health: Mapped[bool]
    medication: Mapped[bool]
    languages: Mapped[str]
    """Each between two spaces."""
