"""The inbox: updates kept before Telegram is told that they arrived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Received:
    """An update as Telegram gave it, in the inbox."""

    update: int
    """Telegram's update_id."""
    chat: int
    """The chat it came from, 0 if from none: updates of one chat are handled in order."""
    body: str
    """Raw JSON; sealed at rest under the service key."""
    received_at: datetime
    urgent: bool = False
    """Overtakes the queue: help is asked for, or words are what safety catches."""
    failures: int = 0


class Inbox(Protocol):
    """Updates kept before Telegram is told that they arrived."""

    async def add(self, received: Sequence[Received]) -> Sequence[int]:
        """Keep those not kept yet, known by their update id; return the ids that were new."""
        ...

    async def waiting(self, limit: int = 1000) -> Sequence[Received]:
        """Give what is neither done nor set aside, urgent first, then in order of update id."""
        ...

    async def open(self) -> int:
        """Say how many are neither done nor set aside."""
        ...

    async def done(self, update: int) -> bool:
        """Mark as handled and drop its body; its id stays known.

        False if it was handled already: then somebody else did, and nothing may come of it twice.
        """
        ...

    async def failed(self, update: int) -> int:
        """Count a failure; the third sets the update aside. Return the failures so far."""
        ...

    async def set_aside(self) -> Sequence[int]:
        """Give the update ids that were set aside."""
        ...
