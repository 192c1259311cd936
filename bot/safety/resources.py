"""People to call: per country, each way to reach them with the day it was verified and its source.

A way past its review date is still shown to a client, and named to the operator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

ANYWHERE: Final = "int"
"""The country of those whose country has no file of its own."""
SOURCE: Final = "en"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach people."""

    id: str
    names: Mapping[str, str]
    """Locale → what they are called there."""
    verified: date
    source: str
    """Where it was verified: a page of those who answer."""
    review_by: date
    call: str | None = None
    """The number as it is dialled; None with no text and no url: the local emergency number."""
    text: str | None = None
    url: str | None = None
    emergency: bool = False
    """Whether they come: an ambulance or the police. Others listen."""

    def name(self, locale: str) -> str:
        """Give what they are called in a language, else in English."""
        return self.names.get(locale) or self.names[SOURCE]

    @property
    def how(self) -> tuple[str, Mapping[str, str]]:
        """Give the id of the shared phrase that says how to reach them, and its slots."""
        if self.call and self.text == self.call:
            return "resource.call-or-text", {"number": self.call}
        if self.call:
            return "resource.call", {"number": self.call}
        if self.text:
            return "resource.text", {"number": self.text}
        return ("resource.link", {"url": self.url}) if self.url else ("resource.local", {})


@dataclass(frozen=True, slots=True)
class Country:
    """The people to call in one country, those for danger now first."""

    id: str
    zones: tuple[str, ...]
    """IANA zones; one that ends in `/` stands for all below it."""
    ways: tuple[Way, ...]

    def has(self, zone: str) -> bool:
        """Whether somebody with this zone lives here."""
        return any(zone.startswith(own) if own.endswith("/") else zone == own for own in self.zones)

    @property
    def emergency(self) -> Way:
        """Give whom to call when somebody must come."""
        return next(way for way in self.ways if way.emergency)

    @property
    def listening(self) -> Way:
        """Give whom to call to be heard, day and night."""
        return next(way for way in self.ways if not way.emergency)


@dataclass(frozen=True, slots=True)
class Directory:
    """Every country there is a file for."""

    countries: Mapping[str, Country]

    def near(self, zone: str) -> Country:
        """Give the country of an IANA zone; with none of its own, what helps anywhere."""
        of_zone = (country for country in self.countries.values() if country.has(zone))
        return next(of_zone, self.countries[ANYWHERE])

    def overdue(self, today: date) -> Iterator[str]:
        """Name every way whose review is past, as `us.lifeline`, for the operator."""
        for country in self.countries.values():
            for way in country.ways:
                if way.review_by < today:
                    yield f"{country.id}.{way.id}"
