"""A clinic: a place that a directory of treatment lists; and what somebody asks a directory."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain
from bot.treatment.earth import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.treatment.earth import Point

US: Final = "us"
"""The country that FindTreatment.gov is about."""
SITE: Final = "https://findtreatment.gov"
FAR: Final = 160.0
"""Kilometres, about a hundred miles: what is farther off is not near."""
MOST: Final = 60
"""Clinics that are shown for one question, at most: twelve pages."""


class Source(StrEnum):
    """Where clinics are looked up."""

    FINDTREATMENT = "findtreatment"
    """FindTreatment.gov, for places in the United States."""
    CSV = "csv"
    """What the operator imported."""
    OFF = "off"


class Service(StrEnum):
    """What a clinic may offer."""

    SUBSTANCE_USE = "substance-use"
    MENTAL_HEALTH = "mental-health"
    MEDICATION = "medication"
    """Medication for opioid use disorder."""


@dataclass(frozen=True, slots=True)
class Clinic:
    """One place, as its directory lists it."""

    name: str
    street: str = ""
    city: str = ""
    region: str = ""
    """A state or the like, as it is written in an address: `OR`."""
    postcode: str = ""
    phone: str = ""
    website: str = ""
    at: Point | None = None
    offers: frozenset[Service] = frozenset()
    languages: frozenset[str] = frozenset()
    """Languages spoken there, as `es`; empty: the directory does not say."""

    @property
    def id(self) -> str:
        """32 hexadecimal digits, the same for the same place under the same name."""
        said = (self.name, self.street, self.city, self.region, self.postcode)
        return sha256("\n".join(map(plain, said)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a clinic must offer to be shown."""

    kind: Service | None = None
    """`SUBSTANCE_USE` or `MENTAL_HEALTH`; None: either."""
    medication: bool = False
    language: str = ""
    """Spoken there; empty: any."""

    @property
    def services(self) -> frozenset[Service]:
        """All that must be offered."""
        kind = frozenset[Service]() if self.kind is None else frozenset({self.kind})
        return kind | {Service.MEDICATION} if self.medication else kind

    def fits(self, clinic: Clinic) -> bool:
        """Whether a clinic offers it, as far as its directory says."""
        speaks = not self.language or self.language in clinic.languages
        return self.services <= clinic.offers and speaks


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a directory: near a place, or (without one) in a whole region."""

    at: Point | None = None
    region: str = ""
    wanted: Wanted = field(default_factory=Wanted)


def found(ask: Ask, clinics: Iterable[Clinic], most: int = MOST) -> tuple[Clinic, ...]:
    """Give the clinics that answer a question: nearest first, or of a region by town and name."""
    fitting = (one for one in clinics if ask.wanted.fits(one))
    at = ask.at
    if at is None:
        here = {one for one in fitting if same(one.region, ask.region)}
        return tuple(sorted(here, key=by_town)[:most])
    far = {one: apart(at, one.at) for one in fitting if one.at is not None}
    near = [one for one, km in far.items() if km <= FAR]
    return tuple(sorted(near, key=lambda one: (far[one], one.id))[:most])


def by_town(clinic: Clinic) -> tuple[str, str, str]:
    """Give what a region's clinics are ordered by."""
    return plain(clinic.city), plain(clinic.name), clinic.id


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for case, accents and signs."""
    return plain(one) == plain(other)
