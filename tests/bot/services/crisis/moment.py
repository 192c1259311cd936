"""A client in a bad moment: what they say, and what stands on screen then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.episode import Entry, Episode
    from tests.bot.services.room import Room

SAID: Final = "I want to kill myself"
HEAVY: Final = "whats the point anymore"
TOOK: Final = "i took too many pills"
HIT: Final = "he is hitting me"
VAGUE: Final = "it is all gray and far away"
"""Heavy by its meaning alone: no rule names a danger."""
ASKS: Final = "Are you thinking about killing yourself?"
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


async def episodes(room: Room) -> list[Episode]:
    client = await room.client()
    async with room.store.works() as work:
        return list(await work.episodes.of(client.id))


async def history(room: Room) -> Sequence[Entry]:
    """Give the history of the latest episode."""
    latest = (await episodes(room))[-1]
    async with room.store.works() as work:
        return await work.episodes.history(latest.id)


async def marks(room: Room) -> list[str]:
    return [entry.mark.value for entry in await history(room)]


def since(room: Room, count: int) -> list[str]:
    """Give what came on screen after so many messages."""
    return room.texts()[count:]
