"""Timers: what is due when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from bot.interview.conversation import ConversationId
    from bot.people import ClientId, CounselorId


class TimerKind(StrEnum):
    """What a timer wakes."""

    PROMPT = "prompt"
    REMINDER = "reminder"
    EXPIRY = "expiry"
    """An occurrence that was sent and not answered is over."""
    LAPSE = "lapse"
    """A conversation's pause is over, or it waited too long."""
    RESUME = "resume"
    """A pause the client set is over."""
    SESSION = "session"
    """A session begins: it is the last one from now on."""
    NEWS = "news"
    """What is planned was changed by the counselor, and the client is told."""
    HANDOVER = "handover"
    """A client is told that another counselor is theirs now."""
    TAPER = "taper"
    """A client has been here for weeks: fewer check-ins are offered."""
    SILENCE = "silence"
    """A client may have gone quiet for two weeks."""
    AGAIN = "again"
    """A check-in of several sittings goes on, as the client asked."""
    BEFORE_SESSION = "before session"
    """The evening before a session: what to bring, and the brief."""
    AFTER_SESSION = "after session"
    """A session is over: what stays of it."""
    READ = "read"
    """A brief was read while the client slept, and they are told."""
    NO_REPLY = "no reply"
    """Ten minutes after help was shown: the number once more, if nothing came."""
    NEXT_DAY = "next day"
    """The day after: how are you now?"""
    ALERT = "alert"
    """Somebody was told of an episode: has anybody opened it?"""
    OPERATORS = "operators"
    """The operators' weekly message; of no client and no counselor."""
    NIGHT = "night"
    """The night's work: what is past its period goes; of no client and no counselor."""
    OVERVIEW = "overview"
    """A counselor's weekly overview is due."""


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that is due at an instant."""

    id: str
    client: ClientId | None
    """Whom it wakes; None: a counselor."""
    kind: TimerKind
    due_at: datetime
    conversation: ConversationId | None = None
    turn: int | None = None
    occurrence: str | None = None
    counselor: CounselorId | None = None


class Timers(Protocol):
    """What is due when."""

    async def set(self, timer: Timer) -> None:
        """Keep a timer; the same id again replaces it."""
        ...

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Timer]:
        """Take due timers, earliest first, so that no other process gets them within the lease.

        Those that were set aside are not due.
        """
        ...

    async def done(self, timer: str) -> bool:
        """Delete a timer; False if it was gone already: then somebody else did its work."""
        ...

    async def failed(self, timer: str) -> bool:
        """Count a failure; the third sets the timer aside. Say whether this one did.

        Until its lease is over it is not taken again.
        """
        ...

    async def set_aside(self) -> Sequence[Timer]:
        """Give the timers that were set aside, by when they were due."""
        ...

    async def once_more(self) -> int:
        """Let each that was set aside be tried once more; return how many those are."""
        ...

    async def drop(
        self, *, conversation: ConversationId | None = None, occurrence: str | None = None
    ) -> None:
        """Delete every timer of a conversation or of an occurrence."""
        ...

    async def next_due(self, kind: TimerKind | None = None) -> datetime | None:
        """Give the earliest due instant, of one kind or of all, if any but what is set aside."""
        ...
