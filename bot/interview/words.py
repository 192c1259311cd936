"""What is kept of what a client said: words of a kind, and ratings, each dated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.script import Effect, Kind

if TYPE_CHECKING:
    from datetime import date, datetime

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


def words_id(conversation: ConversationId, step: str) -> WordsId:
    """Give the id of the words given at a step: the same step again names the same words."""
    return WordsId(uuid5(NAMESPACE_OID, f"{conversation}:{step}").hex)


def acted(words: KeptWords, effect: Effect) -> KeptWords:
    """Give the words as they are after a tap; `forget` deletes them and is not for here."""
    match effect:
        case Effect.STILL:
            return replace(words, still=words.still + 1)
        case Effect.WORTH:
            return replace(words, worth_seeing=True)
        case Effect.LET_GO:
            return replace(words, held=Held.LET_GO)
        case Effect.NOT_MINE:
            return replace(words, held=Held.NOT_MINE)
        case Effect.FORGET:
            raise ValueError(effect)
