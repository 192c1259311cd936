"""Meters: what is counted as it happens, for those who run the service.

Every argument is one of a closed set or a number: whom it happened to cannot be said here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.message import Purpose
    from bot.ports.timers import TimerKind


class Kind(StrEnum):
    """What kind of update."""

    MESSAGE = "message"
    EDIT = "edited_message"
    TAP = "callback_query"
    MEMBER = "my_chat_member"
    OTHER = "other"


class Arrival(StrEnum):
    """What became of an update at the door."""

    KEPT = "kept"
    REPEATED = "repeated"
    """It was kept before, and nothing comes of it twice."""
    LEFT_OUT = "left out"
    """Its chat sends more than can be read; what asks for help among that counts as kept."""
    UNKEPT = "unkept"
    """The store could not keep it, or the inbox is full: Telegram brings it again."""


class Ending(StrEnum):
    """How the handling of an update ended."""

    HANDLED = "handled"
    NOTHING = "nothing"
    """It was nothing to anybody."""
    FAILED = "failed"
    """It is tried again, or set aside."""


class Fate(StrEnum):
    """What became of a message that was sent, or was to be."""

    SENT = "sent"
    NOT_SENT = "surely not sent"
    """It is tried again."""
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    """Its time had passed before it could leave."""


class Waking(StrEnum):
    """What came of a timer that was due."""

    WOKE = "woke"
    NOTHING = "nothing"
    """Somebody else did its work, or whom it was for has gone."""
    FAILED = "failed"
    """It is tried again."""


class Poll(StrEnum):
    """How one round of polling ended."""

    COMPLETED = "completed"
    FAILED = "failed"
    """Telegram did not answer, or not well; `CONFLICT` apart."""
    CONFLICT = "conflict"
    """Somebody else fetches this bot's updates."""
    UNKEPT = "unkept"
    """What it brought could not be kept."""


class Meters(Protocol):
    """What is counted as it happens. No method raises, and none waits."""

    def arrived(self, kind: Kind, arrival: Arrival) -> None:
        """Count an update at the door."""
        ...

    def handled(self, kind: Kind, ending: Ending, took: float) -> None:
        """Count one handling of an update, and how many seconds it took."""
        ...

    def sent(self, purpose: Purpose, fate: Fate, took: float | None = None) -> None:
        """Count one try at sending, and how many seconds Telegram took over it, if it was asked."""
        ...

    def left(self, purpose: Purpose, waited: timedelta) -> None:
        """Note how long a message that was sent had waited since it was made."""
        ...

    def woke(self, kind: TimerKind, waking: Waking, late: timedelta) -> None:
        """Count a timer that was due, and by how much it was late."""
        ...

    def polled(self, poll: Poll) -> None:
        """Count a round of polling."""
        ...

    def knocked(self, *, well: bool) -> None:
        """Count a knock of the scheduler's."""
        ...

    def worked(self, waited: float, lasted: float) -> None:
        """Note one unit of work: seconds until it began, and seconds it lasted."""
        ...


class Unmetered:
    """Counts nothing: for tests, and where nobody looks."""

    def arrived(self, kind: Kind, arrival: Arrival) -> None:
        """Let it pass."""

    def handled(self, kind: Kind, ending: Ending, took: float) -> None:
        """Let it pass."""

    def sent(self, purpose: Purpose, fate: Fate, took: float | None = None) -> None:
        """Let it pass."""

    def left(self, purpose: Purpose, waited: timedelta) -> None:
        """Let it pass."""

    def woke(self, kind: TimerKind, waking: Waking, late: timedelta) -> None:
        """Let it pass."""

    def polled(self, poll: Poll) -> None:
        """Let it pass."""

    def knocked(self, *, well: bool) -> None:
        """Let it pass."""

    def worked(self, waited: float, lasted: float) -> None:
        """Let it pass."""
