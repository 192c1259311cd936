"""`/mydata`: everything that is held about a client, as a file that they take with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.mydata.pack import NAME, NOTED, Order, content, made
from bot.screens import mydata
from bot.services.chosen import chosen
from bot.services.drawing import Drawing
from bot.services.gather import gather

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

SAME_FOR: Final = timedelta(minutes=10)
"""Within which the same content is not sent twice: a file more is a file more to be found."""


async def ask(visit: Visit) -> None:
    """Ask once, and say where it will lie; of a stranger there is nothing to give."""
    await visit.show(mydata.none() if visit.stranger else mydata.ask())


async def press(visit: Visit, pressed: Pressed) -> None:
    """Make the file, or leave it."""
    await chosen(visit, pressed.tapped, pressed.message)
    if pressed.argument != mydata.MAKE:
        await visit.show(mydata.left())
        return
    file = await _file(visit)
    what, last = content(file), _last(visit)
    if last is not None and last[1] == what and visit.now - last[0] < SAME_FOR:
        at, again = (one.astimezone(visit.zone) for one in (last[0], last[0] + SAME_FOR))
        await visit.show(mydata.same(at.time(), again.time()))
        return
    note = {NOTED: f"{visit.now.isoformat()} {what}"}
    await visit.change(profile={**visit.client.profile, **note})
    await visit.show(mydata.here(), document=file, document_name=NAME)


async def _file(visit: Visit) -> bytes:
    """Give the file, made outside of the transaction from what was gathered within an earlier."""
    order = Order(visit.client.id)
    if Drawing(made, order) not in visit.drawn:
        order = Order(visit.client.id, await gather(visit))
    return visit.picture(made, order)


def _last(visit: Visit) -> tuple[datetime, str] | None:
    """Give when the last file was made (aware, UTC), and what tells its content."""
    at, _, what = visit.client.profile.get(NOTED, "").partition(" ")
    return (datetime.fromisoformat(at), what) if what else None
