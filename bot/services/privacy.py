"""Privacy: the one screen from which a client reaches everything about it, and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import privacy
from bot.screens.privacy import Looked
from bot.screens.screen import page_number
from bot.services.enrol.sharing import with_whom

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

WHO = "who"
"""The argument of the key to who looked; a page's number may follow."""


async def show(visit: Visit, edits: int | None = None) -> None:
    """Show who sees what, and the ways further."""
    await visit.show(privacy.screen(await with_whom(visit)), edits=edits)


async def press(visit: Visit, pressed: Pressed) -> None:
    """Show who looked, or the screen that led to it, in place."""
    what, _, page = pressed.argument.partition(".")
    if what == WHO:
        looked = await _looked(visit)
        await visit.show(privacy.looks(looked, page_number(page)), edits=pressed.message)
    else:
        await show(visit, pressed.message)


async def _looked(visit: Visit) -> list[Looked]:
    """Give every look at this client, with who it was, by the client's clock."""
    looks = await visit.work.looks.of(visit.client.id)
    found = {id_: await visit.work.counselors.get(id_) for id_ in {one.counselor for one in looks}}
    names = {id_: one.name for id_, one in found.items() if one is not None}
    return [
        Looked(one.at.astimezone(visit.zone), names.get(one.counselor), one.seen) for one in looks
    ]
