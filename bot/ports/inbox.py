"""The inbox: updates kept before Telegram is told that they arrived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
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


@dataclass(frozen=True, slots=True)
class Added:
    """What became of updates that were to be kept, by their update ids."""

    new: frozenset[int]
    """These had not been kept before."""
    here: frozenset[int]
    """These are in this process's hands now, as was asked."""


class Inbox(Protocol):
    """Updates kept before Telegram is told that they arrived."""

    async def add(self, received: Sequence[Received], hold: Collection[int] = ()) -> Added:
        """Keep those not kept yet, known by their update id.

        Those of `hold` (update ids) are to be in this process's hands at once. A row cannot be
        while others of its chat are in other hands, or wait in nobody's; what is urgent waits only
        for what is urgent.
        """
        ...

    async def take(self, limit: int, known: Collection[int] = ()) -> Sequence[Received]:
        """Take what is in nobody's hands, urgent first, then in order of update id.

        `known` are the update ids of what this process has in its hands; what is in them by the
        store's account and is none of these is given too. Between replicas, the hands of one that
        lives no more are empty.
        """
        ...

    async def waiting(self, limit: int = 1000) -> Sequence[Received]:
        """Give what is neither done nor set aside, urgent first, then in order of update id."""
        ...

    async def open(self) -> int:
        """Say how many are neither done nor set aside."""
        ...

    async def done(self, update: int) -> bool:
        """Mark as handled and drop its body; its id stays known.

        False if it was handled already, or is in other hands by now: then nothing may come of it.
        """
        ...

    async def failed(self, update: int) -> int:
        """Count a failure; the third sets the update aside. Return the failures so far.

        0 if it was handled already, or is in other hands by now.
        """
        ...

    async def set_aside(self) -> Sequence[int]:
        """Give the update ids that were set aside."""
        ...
