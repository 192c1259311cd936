"""The world outside: a clock that tells the time, a courier, and files that somebody sent."""

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


class Files(Protocol):
    """Brings what somebody sent as a file."""

    async def fetch(self, file: str, at_most: int) -> bytes:
        """Give the bytes of a file by Telegram's id of it, if they are not more than `at_most`.

        Never called within a unit of work.

        Raises:
            TooBig, NotFetched: see `bot.errors`.

        """
        ...


class Courier(Protocol):
    """Takes one message to Telegram."""

    async def deliver(self, message: Message) -> Delivered:
        """Send it, or change what it edits.

        Raises:
            SurelyNotSent, Uncertain, Refused, Unreachable: see `bot.errors`.

        """
        ...
