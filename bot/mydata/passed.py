"""Records of what passes between people: briefs, looks, hard moments, what a counselor began."""

# ruff: noqa: TC001, TC003 - the schema is made of these types from their annotations
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.brief import Part
from bot.episode import Mark
from bot.looks import Seen
from bot.mydata.record import Record
from bot.safety.danger import Danger, Tier


@dataclass(frozen=True, slots=True)
class Brief(Record):
    """What your counselor was sent before a session, with your leave."""

    id: str
    """Its number."""
    counselor: str
    """Number of the counselor."""
    counselor_name: str | None
    """The counselor's name, if they are still here."""
    parts: tuple[Part, ...]
    """The parts that you left on."""
    text: str
    """What they were shown, as it was."""
    sent_at: datetime
    """When you sent it."""
    read_at: datetime | None
    """When they said that they had read it."""


@dataclass(frozen=True, slots=True)
class Look(Record):
    """That a counselor was shown something of yours."""

    counselor: str
    """Number of the counselor."""
    counselor_name: str | None
    """The counselor's name, if they are still here."""
    seen: Seen
    """What they saw."""
    at: datetime
    """When."""


@dataclass(frozen=True, slots=True)
class Event(Record):
    """What happened around a hard moment."""

    mark: Mark
    """What it was."""
    at: datetime
    """When."""
    counselor: str | None
    """Number of the counselor whom it concerns."""
    counselor_name: str | None
    """The counselor's name, if they are still here."""


@dataclass(frozen=True, slots=True)
class Episode(Record):
    """A hard moment: words of yours that sounded as if somebody might be in danger."""

    id: str
    """Its number."""
    danger: Danger
    """What it sounded like to the service, which may have been wrong."""
    tier: Tier
    """How soon help was shown."""
    words: tuple[str, ...]
    """What you wrote, oldest first."""
    began_at: datetime
    """When it began."""
    over_at: datetime | None
    """When the service took it for over."""
    history: tuple[Event, ...]
    """What happened, oldest first."""


@dataclass(frozen=True, slots=True)
class Invited(Record):
    """An invitation that you opened and have not answered."""

    id: str
    """Its number."""
    counselor: str | None
    """Number of the counselor who invites you."""
    counselor_name: str | None
    """The counselor's name, if they are still here."""
    label: str
    """The word by which they would have you in their list."""
    template: str
    """The plan that you would begin with."""
    locale: str
    """The language it is opened in."""
    sent: bool
    """Whether they noted that somebody, such as a court or an employer, sends you."""
    created_at: datetime
    """When it was made."""
    expires_at: datetime
    """Until when it could be opened."""


@dataclass(frozen=True, slots=True)
class Draft(Record):
    """Something that a counselor has begun about you and not finished."""

    counselor: str
    """Number of the counselor."""
    counselor_name: str | None
    """The counselor's name."""
    about: str
    """What it is about."""
    step: str
    """How far they are."""
    turn: int
    """Counts what they did."""
    data: Mapping[str, object]
    """What they entered."""


@dataclass(frozen=True, slots=True)
class Offered(Record):
    """A check-in that a counselor wrote and published to you."""

    name: str
    """Its name."""
    title: str
    """Its title."""
    counselor: str
    """Number of the counselor."""
    counselor_name: str | None
    """The counselor's name, if they are still here."""
    withdrawn_at: datetime | None
    """Since when it is withdrawn."""
