"""The most that a client wants to be sent, on a day and in a week."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.screens import one as screens
from bot.services.replan import replan, woken

if TYPE_CHECKING:
    from bot.people import Caps
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def limit(visit: Visit, pressed: Pressed) -> None:
    """Keep the limit that the key says, if it says one; show them."""
    caps = _caps(visit.client.caps, pressed.argument)
    if caps != visit.client.caps:
        await visit.change(caps=caps)
        await woken(visit)
        await replan(visit)
    await visit.show(screens.limits(caps), edits=pressed.message)


def _caps(caps: Caps, argument: str) -> Caps:
    """Read `d2` (two a day), `w3` (three a week) or `w0` (no limit to a week)."""
    unit, n = argument[:1], argument[1:]
    most = int(n) if n.isascii() and n.isdigit() else -1
    if unit == "d" and most in screens.DAYS:
        return replace(caps, day=most)
    if unit == "w" and most in (0, *screens.WEEKS):
        return replace(caps, week=most or None)
    return caps
