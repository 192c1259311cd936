"""What the operator does about a counselor, at the desk of a transcript."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.enrol.handover import hand_over
from tests.bot.services.room import DANA, ELI

if TYPE_CHECKING:
    from tests.bot.services.room import Room


async def unsettle(room: Room) -> None:
    """Let Dana have opened the operator's link a moment ago."""
    dana = await room.who(DANA)
    async with room.store.works() as work:
        await work.counselors.save(replace(dana, settled=False, zone="UTC"))


async def hands_over(room: Room, name: str) -> None:
    """Let all of Dana's clients move to a colleague, and be told."""
    dana, colleague = await room.who(DANA), await room.counselor(name, ELI)
    async with room.store.works() as work:
        await hand_over(room.house, work, dana.id, colleague.id, room.clock.now())
    await room.pass_()
