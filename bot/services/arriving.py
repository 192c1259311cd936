"""Somebody who has not agreed yet is in the welcome, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Command, Tapped, Wrote
from bot.interview.events import Late
from bot.message import Answering
from bot.screens import home
from bot.screens.screen import line
from bot.services import after, talk, taps, words

if TYPE_CHECKING:
    from bot.arrival import Arrival
    from bot.services.visit import Visit


async def arrived(visit: Visit, arrival: Arrival) -> None:
    """Begin the welcome, or go on with it; a button from before it is past."""
    what = arrival.what
    if isinstance(what, Tapped):
        if isinstance(what.does, Answering):
            await taps.tap(visit, what, arrival)
        else:
            visit.blink(line(Late.OVER))
        return
    await visit.meet()
    current = await visit.work.conversations.current(visit.client.id)
    if current is None:
        await visit.show(home.help_below())
        await talk.begin(visit, after.WELCOME)
    elif isinstance(what, Wrote):
        await words.answers(visit, current, what.text, current.turn)
    elif isinstance(what, Command) and what.name == "start":
        await talk.ask_again(visit, current)
    else:
        await visit.show(home.not_agreed())
        await talk.ask_again(visit, current)
