"""Records: what is read of the store for research, one for each row of a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.interview.words import KeptWords
    from bot.interview.words import Rating as Number
    from bot.people import ClientId, CounselorId, Standing
    from bot.schedule.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class Participant:
    """A client who agreed to take part."""

    client: ClientId
    enrolled_at: datetime | None
    """Aware, UTC; so are the others."""
    standing: Standing
    left: bool
    """They blocked the bot, or left Telegram."""
    locale: str
    zone: str
    """IANA name."""
    counselor: CounselorId | None
    words: bool
    """Whether they let their words be used."""


@dataclass(frozen=True, slots=True)
class Prompted:
    """A planned prompt, whatever came of it."""

    id: str
    occurrence: Occurrence
    sent_at: datetime | None
    """When it was sent first; aware, UTC; so are the others."""
    answered_at: datetime | None
    settled_at: datetime | None
    """When it came to the state it is in."""

    @property
    def client(self) -> ClientId:
        """Whose it is."""
        return self.occurrence.client


@dataclass(frozen=True, slots=True)
class Rated:
    """A number that a client gave."""

    rating: Number
    checkin: str | None
    """None: its conversation is not kept any more."""
    zone: str

    @property
    def client(self) -> ClientId:
        """Whose it is."""
        return self.rating.client


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words of a client who lets them be used."""

    words: KeptWords
    zone: str

    @property
    def client(self) -> ClientId:
        """Whose they are."""
        return self.words.client


class Of(StrEnum):
    """What an event is one of."""

    PROMPT = "prompt"
    CHECKIN = "check-in"
    PLAN = "plan"
    CONSENT = "consent"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened, without a word of what was said."""

    client: ClientId
    at: datetime
    """Aware, UTC."""
    zone: str
    of: Of
    what: str
    about: str
    """The check-in's name, or the ledger's name of what was agreed to."""
    subject: str
    """The id of what it happened to; empty where it is the client alone."""


Record = Participant | Prompted | Rated | Wrote | Happened
