"""Words and numbers put straight onto a client's shelves, for tests of what is shown of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.interview.conversation import ConversationId
from bot.interview.words import Rating
from tests.bot.screens.keeping import words
from tests.bot.services.room import ANN, Room

if TYPE_CHECKING:
    from bot.interview.terms import Kind
    from bot.interview.words import KeptWords


async def put(room: Room, number: int, kind: Kind, chat: int = ANN, **fields: Any) -> KeptWords:  # noqa: ANN401 - KeptWords' own fields
    """Keep words of a client."""
    client = await room.client(chat)
    kept = replace(words(number, kind, **fields), client=client.id)
    async with room.store.works() as work:
        await work.words.put(kept)
    return kept


async def rate(room: Room, of: str, *values: int, goal: KeptWords | None = None) -> None:
    """Keep numbers, one a week, the last of them a week ago."""
    client, weeks = await room.client(), len(values)
    async with room.store.works() as work:
        for n, value in enumerate(values):
            await work.words.rate(
                Rating(
                    client.id,
                    of,
                    value,
                    at=room.clock.now() - timedelta(weeks=weeks - n),
                    conversation=ConversationId(f"{n:032x}"),
                    step=of,
                    goal=None if goal is None else goal.id,
                )
            )
