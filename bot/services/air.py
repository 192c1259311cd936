"""The air: chats to which a message is on its way, or has arrived but is not yet noted to have.

What its reader writes next belongs to it only if that is known. Nobody reads and writes within
a few milliseconds, but a database may stand still for longer than that.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

PATIENCE: Final = 1.0
"""Seconds that what a chat sent waits for what is in its air, at the most."""


@dataclass(slots=True)
class Air:
    """One process's messages in the air, at most one of each chat; `patience` is in seconds."""

    patience: float = PATIENCE
    _landing: dict[int, asyncio.Event] = field(default_factory=dict)

    def leave(self, chat: int) -> None:
        """Let a message set out to a chat."""
        self._landing.setdefault(chat, asyncio.Event())

    def land(self, chat: int) -> None:
        """Say that what became of it is noted."""
        if (landing := self._landing.pop(chat, None)) is not None:
            landing.set()

    async def clear(self, chat: int) -> None:
        """Wait until nothing is in the air to a chat; not for long."""
        if (landing := self._landing.get(chat)) is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.patience):
                    await landing.wait()
