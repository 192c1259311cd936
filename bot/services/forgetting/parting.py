"""Parting: a client is forgotten in one transaction, and what is left to do is nobody's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.people import ClientId, Standing
from bot.screens import forget
from bot.services.enrol import caring
from bot.services.enrol.sharing import wording
from bot.services.forgetting.taking_back import KEPT, deletions, fleeting, within_reach

if TYPE_CHECKING:
    from bot.services.visit import Visit


async def part(visit: Visit) -> None:
    """Forget a client whole: from the next update on they are a stranger.

    The counselor is told that they are no longer connected, an invitation that they opened is as
    if they had not, and alerts that are on their way arrive. Their chat is emptied as far as
    Telegram lets us, and they read one last message.
    """
    work = visit.work
    ids = await within_reach(visit)
    await let_go(visit)
    _forgotten(visit)
    text, _ = visit.house.voice.screen(forget.gone(), visit.locale, visit.today)
    keyboard = visit.house.voice.keyboard(forget.gone().keyboard, visit.locale)
    for deletion in deletions(visit.chat, ids, visit.now):
        await work.outbox.add(deletion)
    await work.outbox.add(fleeting(visit.chat, visit.now, text, keyboard=keyboard))


async def let_go(visit: Visit) -> None:
    """Forget a client whole, without a word to them; so it is, too, when they are long gone."""
    await caring.decline(visit)
    await caring.leave(visit, wording(visit, ["forget.sure"]))
    await visit.work.outbox.part(visit.client.id, visit.now + KEPT)
    await visit.work.clients.remove(visit.client.id)


def _forgotten(visit: Visit) -> None:
    """Let whatever else happens in this visit happen to a stranger."""
    known = visit.client
    visit.client = replace(known, id=ClientId(""), standing=Standing.ARRIVING, profile={})
    visit.stranger = True
