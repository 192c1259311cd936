"""Noting by Telegram's id alone what a client sends, so that it can be deleted from the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Command, Forwarded, Sent, Wrote

if TYPE_CHECKING:
    from bot.arrival import Arrival
    from bot.services.visit import Visit


async def note(visit: Visit, arrival: Arrival) -> None:
    """Note a message of a client who has agreed; an edit or a tap is none."""
    its_own = isinstance(arrival.what, Command | Forwarded | Sent | Wrote)
    if its_own and arrival.message is not None and visit.owner is not None:
        await visit.work.incoming.add(visit.client.id, arrival.message, arrival.at)
