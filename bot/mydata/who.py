"""Records of who somebody is here, what they agreed to, and who their counselor is."""

# ruff: noqa: TC001, TC003 - the schema is made of these types from their annotations
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.care import Share, Silence, Telling
from bot.mydata.record import Record
from bot.people import Standing


@dataclass(frozen=True, slots=True)
class Wall(Record):
    """A time as a clock on the wall shows it."""

    local: str
    """`2026-03-02T15:00`."""
    zone: str
    """The IANA name of the zone that the clock is in."""


@dataclass(frozen=True, slots=True)
class Person(Record):
    """Who you are here, and what you settled."""

    id: str
    """Your number in this service; drawn at random, it says nothing about you."""
    chat: int
    """Telegram's number of your chat with the bot."""
    name: str
    """Your name as Telegram gave it."""
    locale: str
    """Your language here."""
    zone: str
    """The IANA name of your time zone."""
    standing: Standing
    """Whether you have agreed, take part, paused or stopped."""
    consent: str | None
    """Version of the text that you agreed to."""
    adult: bool
    """Whether you said that you are 18 or older."""
    quiet_from: str
    """First minute of your quiet hours, `22:00` on your clock."""
    quiet_to: str
    """First minute that is not quiet any more, on your clock."""
    cap_day: int
    """The most check-ins that are sent on a day."""
    cap_week: int | None
    """And in a week."""
    discreet: bool
    """Whether a scheduled message says no more than that it is time."""
    created_at: datetime
    """When you first wrote."""
    enrolled_at: datetime | None
    """When you agreed to take part."""
    seen_at: datetime | None
    """When something last came from you, to the hour or so."""
    woken_at: datetime | None
    """When you last answered, or chose your rhythm."""
    paused_until: datetime | None
    """Until when you paused."""
    mirror_rests_until: datetime | None
    """Until when your words are not shown to you again, after a hard moment."""
    gone_at: datetime | None
    """Since when the bot could not reach you."""
    pressed: int | None
    """Telegram's number of the message whose buttons you pressed last."""
    profile: Mapping[str, str]
    """What you named (`thing`, `slip`, `risky`, `phone`, `contact`), and what the service noted so
    as to ask at the right time, each by its name."""


@dataclass(frozen=True, slots=True)
class Agreement(Record):
    """A line of the ledger of what you agreed to, or took back; never changed."""

    what: str
    """What it was about."""
    agreed: bool
    """True: you agreed; false: you said no, or took it back."""
    at: datetime
    """When."""
    version: str
    """Version of the text that you read."""
    locale: str
    """The language you read it in."""


@dataclass(frozen=True, slots=True)
class Counseled(Record):
    """Who your counselor is here, and what is between you."""

    counselor: str
    """Your counselor's number in this service."""
    counselor_name: str
    """Your counselor's name."""
    label: str
    """The word by which your counselor has you in their list; they chose it."""
    since: datetime
    """Since when you are with them."""
    sharing: tuple[Share, ...]
    """What they see."""
    silence: Silence
    """Whether they are told when you were quiet for two weeks."""
    telling: Telling
    """Whether they are told when your words sound like danger."""
    sent: bool
    """Whether they noted that somebody, such as a court or an employer, sent you."""
    sessions: tuple[Wall, ...]
    """Your last session, and those that are planned."""
