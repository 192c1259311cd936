"""How much one chat may write before it is read no further for a while; time is an argument.

Within its budget a chat is read as ever. Who goes beyond it is told so once, and what they write
is then left out until the pause is over: it is neither kept nor handled, so that nobody else waits
behind it. Even then whoever asks for help gets it, and what was left out is still listened to, a
little at a time. Only counts are held, never words, and those of the chats seen last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from bot.services.rates import Bucket


class Way(Enum):
    """What becomes of something that came."""

    READ = auto()
    """It is kept and handled."""
    TELL = auto()
    """It is the first that is left out: whoever wrote it is told."""
    LEAVE = auto()
    """It is left out without a word."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one chat may send, and what all of them may cost beyond that."""

    burst: float = 90.0
    """Updates at once: what comes after a tunnel, or three minutes of a tap a second."""
    rate: float = 0.5
    """Updates a second over time: each has an answer, and Telegram takes one a second."""
    pause: timedelta = timedelta(minutes=2)
    """How long a chat that went beyond is left out; then it has its whole budget again."""
    helps: timedelta = timedelta(seconds=10)
    """How often help that is asked for is shown all the same."""
    listens: timedelta = timedelta(seconds=1)
    """How often what one chat has left out is weighed, all of it together."""
    in_all: float = 10.0
    """How many such weighings a second over all chats."""
    chats: int = 10_000
    """Chats that are counted; those heard of least lately are forgotten first."""


@dataclass(slots=True)
class _Chat:
    bucket: Bucket
    paused_at: datetime | None = None
    left_out: int = 0
    helped_at: datetime | None = None
    weighed_at: datetime | None = None


@dataclass(slots=True)
class Flood:
    """Counts what comes; pure but for its own counts. Instants are aware UTC."""

    budget: Budget = field(default_factory=Budget)
    _chats: dict[int, _Chat] = field(default_factory=dict)
    _weighs: Bucket | None = None

    @property
    def known(self) -> int:
        """How many chats are counted."""
        return len(self._chats)

    def left_out(self, chat: int) -> int:
        """Give how much of a chat was left out since its pause began."""
        return self._chats[chat].left_out if chat in self._chats else 0

    def comes(self, chat: int, now: datetime) -> Way:
        """Count one update of a chat, and say what becomes of it."""
        known = self._known(chat, now)
        if known.paused_at is None:
            if known.bucket.level(now) >= 1:
                known.bucket.take(now)
                return Way.READ
            known.paused_at = now
        known.left_out += 1
        return Way.TELL if known.left_out == 1 else Way.LEAVE

    def undo(self, chat: int, way: Way) -> None:
        """Take back a count: what came could not be kept, and comes again."""
        known = self._chats.get(chat)
        if known is None:
            return
        if way is Way.READ:
            known.bucket.tokens += 1
            return
        known.left_out = max(0, known.left_out - 1)
        if way is Way.TELL:
            known.left_out, known.paused_at = 0, None

    def helps(self, chat: int, now: datetime) -> bool:
        """Say whether help asked for in a pause is shown now, and count it if so."""
        known = self._known(chat, now)
        if not _past(known.helped_at, now, self.budget.helps):
            return False
        known.helped_at = now
        return True

    def listens(self, chat: int, now: datetime) -> bool:
        """Say whether what was left out is weighed now, and count it if so."""
        known = self._known(chat, now)
        if self._weighs is None:
            self._weighs = Bucket(self.budget.in_all, self.budget.in_all, self.budget.in_all, now)
        if not _past(known.weighed_at, now, self.budget.listens) or self._weighs.level(now) < 1:
            return False
        known.weighed_at = now
        self._weighs.take(now)
        return True

    def _known(self, chat: int, now: datetime) -> _Chat:
        """Give what is known of a chat, which becomes the one heard of last."""
        known = self._chats.pop(chat, None)
        if known is None or (
            known.paused_at is not None and _past(known.paused_at, now, self.budget.pause)
        ):
            fresh = Bucket(self.budget.rate, self.budget.burst, self.budget.burst, now)
            known = _Chat(fresh)
        self._chats[chat] = known
        while len(self._chats) > self.budget.chats:
            del self._chats[next(iter(self._chats))]
        return known


def together(texts: list[str], at_most: int) -> str:
    """Join what was left out for one weighing, the newest first; each stays a sentence of its own.

    At most so many characters are given, that being what a weighing costs by.
    """
    return _END.join(reversed(texts))[:at_most]


def _past(since: datetime | None, now: datetime, rest: timedelta) -> bool:
    """Say whether a rest is over; by a clock that was put back, it is."""
    return since is None or not timedelta() <= now - since < rest


_END: Final = "\n.\n"
