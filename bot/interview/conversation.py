"""Where one client stands in one check-in, and what was known when it began."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the tests build these types from their annotations
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - as above
from enum import StrEnum
from typing import NewType

from bot.interview.terms import Kind  # noqa: TC001 - the tests build these types from their annotations
from bot.people import ClientId  # noqa: TC001 - as above

ConversationId = NewType("ConversationId", str)
"""32 hexadecimal digits, random."""


WordsId = NewType("WordsId", str)
"""32 hexadecimal digits."""


class Status(StrEnum):
    """Whether a conversation waits or is over."""

    NEW = "new"
    WAITING = "waiting"
    DONE = "done"
    """Came to its end."""
    STOPPED = "stopped"
    """The client ended it."""
    LAPSED = "lapsed"
    """Time ran out, or another check-in took its place."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the client gave at one step."""

    turn: int
    text: str | None = None
    """Their words as written; several bubbles are joined by a line break."""
    options: tuple[str, ...] = ()
    number: int | None = None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Recalled:
    """Kept words chosen to be mirrored in this conversation."""

    id: WordsId
    text: str
    on: date
    """The day they were given, in the client's zone."""
    cue: str = ""
    """Of an if-then plan: its "if", when `text` is its "then"."""
    why: str = ""
    """Why these words and no others, as `mirror.Why` names it."""
    picked: bool = False
    """They stood on a button."""


@dataclass(frozen=True, slots=True)
class Then:
    """A rating of some time ago."""

    value: int
    on: date
    """In the client's zone."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What was known when the conversation began; it does not change under it."""

    words: Mapping[Kind, Recalled] = field(default_factory=dict)
    ratings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Earlier ratings, newest last."""
    profile: Mapping[str, str] = field(default_factory=dict)
    """The client's own names for things, and settings a line may show."""
    resting: frozenset[str] = frozenset()
    """`script/line` ids said to this client within the rest time."""
    seed: int = 0
    """Chooses among variants."""
    about: Recalled | None = None
    """The goal it is about, when it is about one and that may be mirrored now."""
    goal: WordsId | None = None
    """The goal that what is kept belongs to: the one it is about, mirrored or not."""
    several: Mapping[Kind, tuple[Recalled, ...]] = field(default_factory=dict)
    """Words that may be listed together, as `{words.support}`; newest last."""
    earlier: frozenset[str] = frozenset()
    """Steps of this check-in, answered in earlier conversations, whose words still stand."""
    picked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was picked in an earlier conversation of this check-in, by step, and still stands."""
    mirrors: str = ""
    """What the mirror shows this time: a `Kind`, `number`, or empty for nothing."""
    then: Mapping[str, Then] = field(default_factory=dict)
    """Ratings to put beside today's, as `{then.importance}`: the oldest of the last weeks."""
    goals: int = 0
    """How many goals the client works on."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One client in one check-in, pinned to one version of it."""

    id: ConversationId
    client: ClientId
    script: str
    version: str
    status: Status = Status.NEW
    at: str | None = None
    """The step whose answer, or whose time, is awaited."""
    turn: int = 0
    """Moves on with every question and every pause: the guard against all that comes late."""
    misses: int = 0
    """Answers in a row that fitted no option of this question."""
    picked: tuple[str, ...] = ()
    """What is ticked so far at a choose-several question."""
    page: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    occurrence: str | None = None
    """The prompt it answers, if it was not begun by the client."""
    emptied: bool = False
    """It was over for so long that its answers are gone; nothing happens to it any more."""
