"""The client's cap: a counselor can ask for more, and only the client can say yes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.screens import caps
from bot.services.chosen import chosen
from bot.services.replan import replan

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

MOST: Final = 24
"""Check-ins on one day that anybody can be asked to agree to."""


async def ask(visit: Visit, counselor: str, most: int) -> None:
    """Ask the client, without a sound, whether so many on one day would be fine."""
    await visit.show(caps.ask(counselor, min(most, MOST), visit.client.caps.day), quiet=True)


async def answer(visit: Visit, pressed: Pressed) -> None:
    """Take the client's word: the number that the key carries is their cap from now on."""
    await chosen(visit, pressed.tapped, pressed.message)
    day = int(pressed.argument) if pressed.argument.isdecimal() else 0
    if not 1 <= day <= MOST:
        return
    more = day > visit.client.caps.day
    if day != visit.client.caps.day:
        await visit.change(caps=replace(visit.client.caps, day=day))
        await replan(visit)
    await visit.show(caps.kept(day, more=more))
