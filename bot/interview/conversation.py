"""Where one client stands in one check-in, what can happen to it, and what comes of that."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the tests build these types from their annotations
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NewType

from bot.interview.script import Effect, Kind  # noqa: TC001 - the tests build these types from their annotations
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


@dataclass(frozen=True, slots=True)
class Begin:
    """The conversation begins, perhaps with words the client already wrote (step → text)."""

    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of ours was tapped."""

    turn: int
    option: str


@dataclass(frozen=True, slots=True)
class Words:
    """The client wrote something; `turn` is that of the last question sent before."""

    turn: int
    text: str
    read: str | None = None
    """What a reader made of the text, at a step that names one (an IANA zone, `HH:MM`)."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """The wait set with this turn is over."""

    turn: int


@dataclass(frozen=True, slots=True)
class Stop:
    """The client ends it, or (`by_client=False`) something else takes its place."""

    by_client: bool = True


Event = Begin | Tap | Words | Lapse | Stop


@dataclass(frozen=True, slots=True)
class Labels:
    """What was tapped at a step: the renderer has the words on those buttons."""

    step: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the week; the renderer lists them in local words."""

    iso: tuple[int, ...]
    """ISO weekdays, 1 is Monday."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say: an id in the script's words, or (`shared`) in `bot/words`."""

    id: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    quoted: Recalled | None = None
    """Kept words to stand before the line, in quotation marks and dated."""
    shared: bool = False


Slot = str | int | date | time | Labels | Days | Line
"""What fills a `{slot}`; all but text and numbers is put into local words by the renderer."""


@dataclass(frozen=True, slots=True)
class Option:
    """One button under a question: what a tap answers, and the line id of its label."""

    id: str
    label: str = ""
    """Empty: the id itself is shown, as on a ruler."""
    shared: bool = False
    slots: Mapping[str, Slot] = field(default_factory=dict)
    ticked: bool = False
    """Among those picked so far at a choose-several question."""


@dataclass(frozen=True, slots=True)
class WordsKept:
    """Words to keep; the same step given again replaces them."""

    step: str
    kind: Kind
    text: str
    """Verbatim; empty when they were picked from buttons."""
    worth_seeing: bool
    """Whether they may be mirrored without the client's further word (goals, values, supports)."""
    options: tuple[str, ...] = ()
    """The buttons picked instead of typing; `render.spoken` gives their words."""


@dataclass(frozen=True, slots=True)
class RatingKept:
    """A number to keep."""

    step: str
    of: str
    value: int


@dataclass(frozen=True, slots=True)
class Setting:
    """Something the client settled: a profile word or a setting."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Acted:
    """Something done to words: those mirrored here (`words`) or those given at `step`."""

    effect: Effect
    words: WordsId | None = None
    step: str | None = None


Kept = WordsKept | RatingKept | Setting | Acted


class Late(StrEnum):
    """Why an event changed nothing."""

    TURN = "late.turn"
    """It belongs to a question that is past."""
    OVER = "late.over"
    """The conversation is over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of one event."""

    conversation: Conversation
    lines: tuple[Line, ...] = ()
    options: tuple[tuple[Option, ...], ...] = ()
    """Rows of buttons under the last line."""
    redraw: bool = False
    """The buttons replace those of the question on screen; nothing new is said."""
    kept: tuple[Kept, ...] = ()
    said: tuple[str, ...] = ()
    """`script/line` ids that now rest for this client."""
    wait: timedelta | None = None
    """When a pause ends, from now."""
    late: Late | None = None
