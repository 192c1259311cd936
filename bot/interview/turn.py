"""A turn: what comes of one event. Lines and options by id, what is kept, how long to wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from bot.interview.conversation import Recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.interview.conversation import Conversation, WordsId
    from bot.interview.events import Late
    from bot.interview.terms import Effect, Kind


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
class Several:
    """Things that are listed in one place, with commas and a last "and"."""

    things: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say: an id in the script's words, or (`shared`) in `bot/words`."""

    id: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    quoted: Recalled | None = None
    """Kept words to stand before the line, in quotation marks and dated."""
    shared: bool = False


Slot = str | int | date | time | timedelta | Labels | Days | Several | Recalled | Line
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
    """The buttons picked instead of typing; `render.spoken` gives their words.

    Several picked give several words, each with its own option."""


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
    goes: str | None = None
    """The check-in that begins now that this one is over."""


def mirrored(lines: Iterable[Line]) -> Iterator[Recalled]:
    """Give the kept words that lines show: those they quote, and those they list."""
    for line in lines:
        if line.quoted is not None:
            yield line.quoted
        for slot in line.slots.values():
            if isinstance(slot, Several):
                yield from (thing for thing in slot.things if isinstance(thing, Recalled))
