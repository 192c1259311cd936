"""An episode: from words that a person had to see, until somebody is in touch or it is quiet again.

Everything that happens in it is a line of its history: what the client answered, who was told, who
is with them. What is to happen next is decided from that history alone (`bot.alerting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import datetime

    from bot.people import ClientId, CounselorId
    from bot.safety.assess import Danger, Tier

EpisodeId = NewType("EpisodeId", str)
"""32 hexadecimal digits, random."""


class Mark(StrEnum):
    """What happened."""

    BEGAN = "began"
    """Help was shown."""
    AGAIN = "again"
    """Such words came again, and help was shown again."""
    YES = "yes"
    SOMETIMES = "sometimes"
    NO = "no"
    """They said that they had meant something else: never a clearance."""
    SILENT = "silent"
    """Ten minutes passed without a word, and the number was shown once more."""
    ASKED = "asked"
    """They had the counselor told, by a button."""
    TOLD = "told"
    """Word was sent to `by`."""
    REMINDED = "reminded"
    """Word was sent to `by` once more."""
    OPERATOR = "operator"
    """The operators were told that an alert is unopened."""
    SEEN = "seen"
    """`by` has seen it."""
    TAKEN = "taken"
    """`by` is on it."""
    REACHED = "reached"
    """`by` has reached them."""
    NOT_REACHED = "not reached"
    """`by` tried and could not."""
    EMERGENCY = "emergency"
    """`by` called the emergency services."""
    HANDED_OVER = "handed over"
    """`by` gave it to the next in line."""
    NEXT_DAY = "next day"
    """They were asked how they are now."""
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    GOES_ON = "goes on"
    """They took up what rested, by a tap of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history; never changed."""

    mark: Mark
    at: datetime
    """Aware, UTC."""
    by: CounselorId | None = None
    """The counselor whom it concerns; None: the client, or nobody."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode in one client's life; at most one of theirs is open."""

    id: EpisodeId
    client: ClientId
    danger: Danger
    """The most pressing so far; sealed at rest."""
    tier: Tier
    """Sealed at rest."""
    began_at: datetime
    """Aware, UTC."""
    words: tuple[str, ...] = ()
    """What they wrote, oldest first; sealed at rest, shown to nobody without the client's leave."""
    over_at: datetime | None = None
    """Aware, UTC; None while it is open."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A chat that is told when an alert stays unopened, and what the service itself needs."""

    chat: int
    """The Telegram chat id; sealed at rest, never logged."""
    since: datetime
    """Aware, UTC."""
    locale: str = "en"
