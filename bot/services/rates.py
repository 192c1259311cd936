"""How fast messages may leave: Telegram's limits as token buckets, with time as an argument.

Source: Telegram's bot FAQ: about one message a second to one chat with short bursts allowed, and
about thirty a second in all. Pure but for its own counts; instants are aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.onward import Onward

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(slots=True)
class Bucket:
    """Holds up to `burst` tokens and gains `rate` of them a second."""

    rate: float
    burst: float
    tokens: float
    at: datetime

    def level(self, now: datetime) -> float:
        """Give how many tokens there are now."""
        gained = max(0.0, (now - self.at).total_seconds()) * self.rate
        return min(self.burst, self.tokens + gained)

    def lacks(self, now: datetime) -> timedelta:
        """Give how long until there is a token."""
        return timedelta(seconds=max(0.0, 1 - self.level(now)) / self.rate)

    def become(self, rate: float, burst: float, now: datetime) -> None:
        """Gain and hold so much from now on."""
        self.tokens, self.at = min(burst, self.level(now)), max(now, self.at)
        self.rate, self.burst = rate, burst

    def take(self, now: datetime) -> None:
        """Take one token, going below zero if there is none."""
        self.tokens = self.level(now) - 1
        self.at = max(now, self.at)


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second and how many may leave at once, per chat and in all."""

    chat_rate: float = 1.0
    chat_burst: float = 5.0
    all_rate: float = 30.0
    all_burst: float = 30.0


@dataclass(slots=True)
class Rates:
    """Says how many may leave now, and to whom not yet."""

    limits: Limits
    started_at: datetime
    _time: Onward = field(init=False)
    _all: Bucket = field(init=False)
    _chats: dict[int, Bucket] = field(init=False, default_factory=dict)
    _held_until: datetime | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._time = Onward(self.started_at)
        self._all = Bucket(
            self.limits.all_rate, self.limits.all_burst, self.limits.all_burst, self.started_at
        )

    def share(self, parts: int, now: datetime) -> None:
        """Keep to one of so many equal parts of what may leave in all.

        What one chat may get is not divided, since its messages leave one after another: if they
        leave by several replicas in turn, its burst is at most so many times as large.
        """
        burst = max(1.0, self.limits.all_burst / parts)
        self._all.become(self.limits.all_rate / parts, burst, self._time.at(now))

    def room(self, now: datetime) -> int:
        """Give how many messages may leave now, over all chats."""
        now = self._time.at(now)
        if self._held_until is not None and now < self._held_until:
            return 0
        return max(0, int(self._all.level(now)))

    def busy(self, now: datetime) -> frozenset[int]:
        """Give the chats that must wait; those at rest are forgotten, so idling costs nothing."""
        now = self._time.at(now)
        full = [c for c, b in self._chats.items() if b.level(now) >= self.limits.chat_burst]
        for chat in full:
            del self._chats[chat]
        return frozenset(c for c, b in self._chats.items() if b.level(now) < 1)

    def opens(self, now: datetime) -> timedelta | None:
        """Give how long until something may leave that may not now; None if nothing is held up."""
        now = self._time.at(now)
        held = self._held_until
        if held is not None and now < held:
            return held - now
        empty = [b.lacks(now) for b in (self._all, *self._chats.values()) if b.level(now) < 1]
        return min(empty, default=None)

    def take(self, now: datetime, chat: int | None = None) -> None:
        """Count what leaves now; a change of a message on screen is nothing new in its chat."""
        now = self._time.at(now)
        self._all.take(now)
        if chat is None:
            return
        if chat not in self._chats:
            burst = self.limits.chat_burst
            self._chats[chat] = Bucket(self.limits.chat_rate, burst, burst, now)
        self._chats[chat].take(now)

    def hold(self, until: datetime) -> None:
        """Let nothing leave before then, because Telegram asked us all to wait."""
        until = self._time.until(until)
        self._held_until = max(until, self._held_until or until)
