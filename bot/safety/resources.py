"""People to call: per country, each way to reach them, whom it is for, and where that is from.

A way past its review date, or that nobody has checked, is still shown to a client, and named to
the operator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from bot.safety.hours import Hours

ANYWHERE: Final = "int"
"""The country of those whose country has no file of its own."""
SOURCE: Final = "en"
ANY: Final = "any"
"""What a general line serves: whatever it is."""
CLASSES: Final = frozenset(
    {
        "self-harm", "overdose", "overdose-other", "withdrawal", "violence", "threat", "child",
        "psychosis", "medical", "third-person", "substance-use", "treatment", ANY,
    }
)  # fmt: skip
"""What a way may be for: every danger, and two things that are no danger by themselves."""

Said = tuple[str, "Mapping[str, str]"]
"""The id of a shared phrase, and its slots."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach people."""

    id: str
    names: Mapping[str, str]
    """Locale → what they are called there."""
    source: str
    """Where it is from: best a page of those who answer."""
    source_kind: str
    """Whose page that is: `own`, `official` (a public authority's), `other` or `list`."""
    source_read: date
    review_by: date
    source_says: str = ""
    """What the source states, with every number that stands here."""
    verified_by: str = ""
    """Who held it against the source and tried it; empty: nobody yet."""
    serves: frozenset[str] = frozenset({ANY})
    """Of `CLASSES`."""
    call: str | None = None
    """The number as it is dialled; None with no other means: the local emergency number."""
    text: str | None = None
    """The number that takes SMS."""
    word: str | None = None
    """What such an SMS begins with."""
    whatsapp: str | None = None
    chat: str | None = None
    """A page where somebody answers in writing."""
    url: str | None = None
    """A page that leads further, where there is nothing else."""
    hours: Hours | None = None
    """When somebody answers; None: the source does not say."""
    languages: tuple[str, ...] = ()
    """Locales in which somebody answers, as far as the source says."""
    emergency: bool = False
    """Whether they come: an ambulance or the police. Others listen."""
    mobile: bool = False
    """Whether it only stands in for the local number, on mobile phones."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Locale → what whoever reads that language needs to know besides, a sentence."""

    def name(self, locale: str) -> str:
        """Give what they are called in a language, else in English."""
        return self.names.get(locale) or self.names[SOURCE]

    def note(self, locale: str) -> str | None:
        """Give what a reader of a language needs to know besides, if there is something."""
        return self.notes.get(locale)

    @property
    def how(self) -> Said:
        """Give the phrase that says how to reach them, the quickest means."""
        return self.means[0]

    @property
    def means(self) -> tuple[Said, ...]:
        """Give a phrase for every means there is, the quickest first."""
        return (*self._first(), *self._written()) or (("resource.local", {}),)

    def open(self, at: datetime) -> bool:
        """Whether somebody answers at an instant (aware), as far as is known."""
        return self.hours is None or self.hours.open(at)

    def _first(self) -> Iterator[Said]:
        call, text = self.call or "", self.text or ""
        if call and self.mobile:
            yield "resource.mobile", {"number": call}
        elif call and text == call and not self.word:
            yield "resource.call-or-text", {"number": call}
        elif call:
            yield "resource.call", {"number": call}
        if text and self.word:
            yield "resource.text-word", {"number": text, "word": self.word}
        elif text and text != call:
            yield "resource.text", {"number": text}

    def _written(self) -> Iterator[Said]:
        if self.whatsapp:
            yield "resource.whatsapp", {"number": self.whatsapp}
        if self.chat:
            yield "resource.chat", {"url": self.chat}
        if self.url:
            yield "resource.link", {"url": self.url}


@dataclass(frozen=True, slots=True)
class Country:
    """The people to call in one country, those for danger now first."""

    id: str
    """Two letters of ISO 3166, small; or `eu`, or `ANYWHERE`."""
    zones: tuple[str, ...]
    """IANA zones; one that ends in `/` stands for all below it."""
    ways: tuple[Way, ...]

    def has(self, zone: str) -> bool:
        """Whether somebody with this zone lives here."""
        return any(zone.startswith(own) if own.endswith("/") else zone == own for own in self.zones)

    @property
    def emergency(self) -> Way:
        """Give whom to call when somebody must come, whatever it is."""
        return next(way for way in self.ways if way.emergency)

    @property
    def listening(self) -> Way:
        """Give whom to call to be heard."""
        return self.line(ANY)

    def comes(self, danger: str) -> Way:
        """Give who comes for a danger: where ambulance and police differ, the right one."""
        of_danger = (way for way in self.ways if way.emergency and danger in way.serves)
        return next(of_danger, self.emergency)

    def line(self, danger: str, at: datetime | None = None) -> Way:
        """Give the best line to be heard about a danger: one of its own, else a general one.

        `at` (an aware instant) passes over those who are closed then, unless everybody is.
        """
        return next(self.lines(danger, at))

    def lines(self, danger: str, at: datetime | None = None) -> Iterator[Way]:
        """Give every line for a danger, the best first; where nobody listens, who comes."""
        listen = [way for way in self.ways if not way.emergency]
        right = [way for way in listen if danger in way.serves]
        right += [way for way in listen if ANY in way.serves and way not in right]
        if at is not None:
            right.sort(key=lambda way: not way.open(at))
        yield from right or [self.comes(danger)]


@dataclass(frozen=True, slots=True)
class Directory:
    """Every country there is a file for."""

    countries: Mapping[str, Country]

    def near(self, zone: str) -> Country:
        """Give the country of an IANA zone; with none of its own, what helps anywhere."""
        of_zone = (country for country in self.countries.values() if country.has(zone))
        return next(of_zone, self.countries[ANYWHERE])

    def all(self) -> Iterator[tuple[str, Way]]:
        """Give every way with its full name, as `us.lifeline`."""
        for country in self.countries.values():
            for way in country.ways:
                yield f"{country.id}.{way.id}", way

    def overdue(self, today: date) -> Iterator[str]:
        """Name every way whose review is past, for the operator."""
        return (name for name, way in self.all() if way.review_by < today)

    def unverified(self) -> Iterator[str]:
        """Name every way that nobody has checked, for the operator."""
        return (name for name, way in self.all() if not way.verified_by)
