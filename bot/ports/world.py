"""The world outside: a clock that tells the time, a courier that takes a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.message import Delivered, Message


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Give the present instant, aware UTC."""
        ...


class Courier(Protocol):
    """Takes one message to Telegram."""

    async def deliver(self, message: Message) -> Delivered:
        """Send it, or change what it edits.

        Raises:
            SurelyNotSent, Uncertain, Refused, Unreachable: see `bot.errors`.

        """
        ...
