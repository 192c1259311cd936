"""What privacy rests on: the record of looks, and the messages that can still be cleared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.looks import Look
    from bot.people import ClientId


class Looks(Protocol):
    """Who was shown what of a client's; lines are added, never changed."""

    async def add(self, looks: Sequence[Look]) -> None:
        """Append looks, in their order."""
        ...

    async def of(self, client: ClientId) -> Sequence[Look]:
        """Give all looks at a client, oldest first."""
        ...


class Incoming(Protocol):
    """Telegram's ids of what clients sent, kept for as long as it can be deleted."""

    async def add(self, client: ClientId, telegram_id: int, at: datetime) -> None:
        """Note a message; a second time changes nothing."""
        ...

    async def of(self, client: ClientId, since: datetime) -> Sequence[int]:
        """Give the ids of a client's messages that came since then, ascending."""
        ...

    async def drop(self, client: ClientId) -> None:
        """Forget a client's, all of them: they were deleted."""
        ...
