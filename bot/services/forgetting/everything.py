"""Forgetting everything: said what goes, asked twice, and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Purpose
from bot.screens import forget, help_card
from bot.screens.screen import line
from bot.services.crisis import episodes
from bot.services.enrol.sharing import with_whom
from bot.services.forgetting import parting

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def show(visit: Visit) -> None:
    """Say what goes and what does not; who is in danger sees people to call before that."""
    await _ask(visit)


async def press(visit: Visit, pressed: Pressed) -> None:
    """Ask once more, leave everything as it is, or say it all again."""
    if pressed.argument == forget.STAY:
        await visit.show(forget.stays(), edits=pressed.message)
    elif forget.holds(pressed.argument, visit.client, visit.now):
        await visit.show(forget.sure(visit.client, visit.now), edits=pressed.message)
    else:
        if pressed.argument:
            visit.blink(line("forget.late"))
        await _ask(visit, pressed.message)


async def all_(visit: Visit, pressed: Pressed) -> None:
    """Forget them, at a key of just now."""
    if forget.holds(pressed.argument, visit.client, visit.now):
        await parting.part(visit)
    else:
        visit.blink(line("forget.late"))
        await _ask(visit, pressed.message)


async def before_agreeing(visit: Visit) -> None:
    """Forget somebody who has not agreed to anything: all there is of them is a welcome."""
    if visit.stranger:
        await visit.show(forget.nothing())
    else:
        await parting.part(visit)


async def _ask(visit: Visit, edits: int | None = None) -> None:
    found = await with_whom(visit)
    counselor = None if found is None else found[1]
    episode, _ = await episodes.current(visit)
    if episode is not None and edits is None:
        country = visit.house.country_of(visit.client.zone)
        card = help_card.screen(country, visit.locale, counselor)
        await visit.show(card, purpose=Purpose.CRISIS)
    asked = forget.ask(visit.client, visit.now, counselor, alert=episode is not None)
    await visit.show(asked, edits=edits)
