"""Telegram's sending limits: one message a second in a chat, with a burst; thirty in all."""

import math
from dataclasses import dataclass, field
from datetime import datetime

from bot.demo.telegram.refusals import too_many


@dataclass(slots=True)
class _Bucket:
    level: float
    at: datetime

    def wait(self, now: datetime, rate: float, burst: float) -> float:
        """Seconds until one more fits; 0 if it does now."""
        passed = max((now - self.at).total_seconds(), 0.0)
        self.level, self.at = min(self.level + passed * rate, burst), now
        return 0.0 if self.level >= 1 else (1 - self.level) / rate


@dataclass(slots=True)
class Limits:
    """Rates in messages a second. Who goes beyond is refused with whole seconds to wait."""

    per_chat: float = 1.0
    burst: int = 3
    overall: float = 30.0
    _chats: dict[int, _Bucket] = field(default_factory=dict)
    _all: _Bucket | None = None

    def take(self, chat_id: int, now: datetime) -> None:
        """Count one message to this chat; raises Refusal (429)."""
        chat = self._chats.setdefault(chat_id, _Bucket(self.burst, now))
        if self._all is None:
            self._all = _Bucket(self.overall, now)
        wait = max(
            chat.wait(now, self.per_chat, self.burst),
            self._all.wait(now, self.overall, self.overall),
        )
        if wait:
            raise too_many(max(1, math.ceil(wait)))
        chat.level -= 1
        self._all.level -= 1
