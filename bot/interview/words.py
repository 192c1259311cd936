"""What is kept of what a client said: words of a kind, and ratings, each dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.script import Kind
from bot.people import ClientId


class Held(StrEnum):
    """Whether kept words may come back."""

    HELD = "held"
    LET_GO = "let go"
    """The client let go of them; they come back no more."""
    NOT_MINE = "not mine"
    """Somebody else's idea; kept, never mirrored."""


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Something the client put into words, verbatim."""

    id: WordsId
    client: ClientId
    kind: Kind
    text: str
    at: datetime
    """Aware, UTC."""
    on: date
    """The day in the client's zone when they were given."""
    script: str
    step: str
    """`script.step` is the question they answered."""
    conversation: ConversationId
    held: Held = Held.HELD
    worth_seeing: bool = True
    """False until the client says so, for reasons, strengths and notes."""
    shown_at: datetime | None = None
    """When they were last mirrored; aware, UTC."""
    still: int = 0
    """Times in a row the client said they still hold."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A number the client gave."""

    client: ClientId
    of: str
    """`importance`, `confidence`, `craving`, …"""
    value: int
    at: datetime
    """Aware, UTC."""
    conversation: ConversationId
    step: str
