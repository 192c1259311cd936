"""What is past its period, and letting go of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.people import ClientId
    from bot.retention import Kind


@dataclass(frozen=True, slots=True)
class Over:
    """What of one kind is past its period."""

    rows: int
    oldest: datetime | None = None
    """What the oldest is reckoned from; aware, UTC. None: nothing is, or it has no date."""


class Retention(Protocol):
    """What is older than an instant, by kind; people, versions and keys have methods of their own.

    Nothing goes that something still needs: what waits, what is open, a silence that is counted.
    """

    async def over(self, kind: Kind, before: datetime) -> Over:
        """Count what of a kind, people among them, is past its period; nothing is changed."""
        ...

    async def purge(self, kind: Kind, before: datetime, most: int) -> int:
        """Let go of what of a kind is past its period, oldest first; give how many went."""
        ...

    async def empty(self, before: datetime, at: datetime, most: int) -> int:
        """Take the answers out of conversations that were over before then; give of how many."""
        ...

    async def people(self, kind: Kind, before: datetime, most: int) -> Sequence[ClientId]:
        """Give those to be erased, the longest gone first."""
        ...

    async def unpinned(self) -> Sequence[tuple[str, str]]:
        """Give the versions of check-ins that were played and that no answers are left of."""
        ...

    async def forget_version(self, name: str, version: str) -> None:
        """Let go of a version's files."""
        ...

    async def loose(self, before: datetime) -> Sequence[str]:
        """Give the names of keys that nothing needs: of days over before then, of invitations."""
        ...

    async def destroy(self, keys: Sequence[str]) -> None:
        """Destroy keys once this is committed: what they sealed opens for nobody any more."""
        ...

    async def done(self) -> datetime | None:
        """Give when a night's work was last done; aware, UTC."""
        ...

    async def note(self, at: datetime) -> None:
        """Note that it was done."""
        ...
