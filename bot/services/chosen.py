"""What was tapped: its keys go, and the choice stays to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.parts import LIMIT, units
from bot.screens.screen import line

if TYPE_CHECKING:
    from bot.arrival import Tapped
    from bot.services.happening import Happening


async def chosen(visit: Happening, tapped: Tapped, message: int | None) -> None:
    """Take the keys off the message and write the choice under it, or below where it is full.

    Of a message too old for Telegram to show, nothing is known but that it was tapped.
    """
    if message is None or not tapped.text:
        return
    choice = visit.text(line("chosen", choice=tapped.label))
    said = f"{tapped.text}\n\n{choice}"
    if units(said) <= LIMIT:
        await visit.send(said, edits=message)
    else:
        await visit.send("", edits=message)
        await visit.send(choice)
