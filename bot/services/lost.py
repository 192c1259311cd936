"""Lost: a check-in whose version can be read no more ends, so that nobody is held in it.

It ends without a word, in a transaction of its own; what came for it then happens once more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import Unreadable
from bot.interview.conversation import Status

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.people import Client
    from bot.ports import Work
    from bot.services.house import House


async def left(house: House, find: Callable[[Work], Awaitable[Client | None]]) -> bool:
    """End the check-in that a client is in, if it is lost; say whether it was, and report it."""
    async with house.works() as work:
        client = await find(work)
        current = None if client is None else await work.conversations.current(client.id)
        if current is None:
            return False
        try:
            await house.script(work, current.script, current.version)
        except Unreadable as error:
            over = replace(current, status=Status.STOPPED)
            await work.conversations.save(over, current.turn, house.clock.now())
            await work.timers.drop(conversation=current.id)
            house.report("script.lost", error)
            return True
    return False
