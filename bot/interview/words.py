"""What is kept of what a client said: words of a kind, and ratings, each dated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_OID, uuid5

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.terms import Effect, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from bot.people import ClientId


class Held(StrEnum):
    """Whether kept words may come back."""

    HELD = "held"
    LET_GO = "let go"
    """The client let go of them; they come back no more."""
    NOT_MINE = "not mine"
    """Somebody else's idea; kept, never mirrored."""
    REACHED = "reached"
    """A goal that is reached."""
    RESTS = "rests"
    """A goal that rests until the client takes it up again."""
    HIDDEN = "hidden"
    """Kept out of sight: not mirrored, not listed unasked, never shared."""
    ALONE = "alone"
    """What would be dangerous to do alone: kept and listed, never mirrored, cheered or evoked."""


AIMS: Final = frozenset({Kind.GOAL, Kind.STEP, Kind.PLAN})
"""Kinds that say what somebody means to do: these alone are ever held as `ALONE`."""


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
    goal: WordsId | None = None
    """The goal they belong to, if the check-in was about one."""
    why: str = ""
    """Why they were the ones last mirrored, as `mirror.Why` names it."""
    shown: bool = False
    """Whether the client chose to show them to their counselor, as long as words are shared."""

    @property
    def of(self) -> WordsId | None:
        """The goal that they are part of: a goal is part of itself."""
        return self.id if self.kind is Kind.GOAL else self.goal

    @property
    def picked(self) -> bool:
        """Whether they stood on a button, and were chosen rather than written."""
        return self.kind is Kind.VALUE and self.id != words_id(self.conversation, self.step)


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
    goal: WordsId | None = None
    """The goal it is of, if the check-in was about one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the client said of words kept earlier: they still hold, a plan helped; never changed."""

    words: WordsId
    client: ClientId
    effect: Effect
    at: datetime
    """Aware, UTC."""


def words_id(conversation: ConversationId, step: str, *options: str) -> WordsId:
    """Give the id of the words given at a step: the same step again names the same words.

    Words picked from buttons are told apart by their option.
    """
    return WordsId(uuid5(NAMESPACE_OID, ":".join((conversation, step, *options))).hex)


_HELD: Final[Mapping[Effect, Held]] = {
    Effect.LET_GO: Held.LET_GO,
    Effect.NOT_MINE: Held.NOT_MINE,
    Effect.REACHED: Held.REACHED,
    Effect.RESTS: Held.RESTS,
    Effect.WORKING: Held.HELD,
    Effect.HIDE: Held.HIDDEN,
}
"""What a tap makes of whether words may come back."""


def acted(words: KeptWords, effect: Effect) -> KeptWords:
    """Give the words as they are after a tap; `forget` deletes them and is not for here."""
    match effect:
        case Effect.STILL:
            return replace(words, still=words.still + 1)
        case Effect.CHANGED:
            return replace(words, still=0)
        case Effect.WORTH:
            return replace(words, worth_seeing=True)
        case Effect.FORGET:
            raise ValueError(effect)
        case _:
            # How a plan went is told of it, and changes nothing about it.
            return replace(words, held=_HELD.get(effect, words.held))


def before_hiding(told: Iterable[Told], words: WordsId) -> Effect:
    """Give what makes hidden words what they were before: what was last told of them, or held."""
    states = [
        one.effect
        for one in told
        if one.words == words and one.effect in _HELD and one.effect is not Effect.HIDE
    ]
    return states[-1] if states else Effect.WORKING
