"""Clearing this chat: what Telegram lets us is deleted; what is kept of the client stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.message import Button, Press
from bot.ports import OutboxState
from bot.screens import forget_chat as screens
from bot.screens import phone
from bot.screens.screen import line
from bot.services import talk
from bot.services.forgetting.taking_back import deletions, within_reach

if TYPE_CHECKING:
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def ask(visit: Visit, pressed: Pressed) -> None:
    """Say what can be deleted and what cannot, and ask; or leave it."""
    if pressed.argument == screens.STAY:
        await visit.show(screens.left(), edits=pressed.message)
    else:
        await visit.show(screens.ask())


async def clear(visit: Visit, _: Pressed) -> None:
    """Delete both sides' messages, and say one line that is about nothing."""
    await talk.leave(visit)  # nobody answers a question that nobody sees
    ids = await within_reach(visit)
    for deletion in deletions(visit.chat, ids, visit.now):
        await visit.work.outbox.add(deletion)
    await visit.work.incoming.drop(visit.client.id)
    await visit.show(screens.done())
    if await _waits(visit):
        await _knock(visit)


async def _waits(visit: Visit) -> bool:
    """Say whether something is kept back that they have not opened; its key has just gone."""
    posted = await visit.work.holdings.messages(visit.client.id)
    return any(one.state is OutboxState.KEPT_BACK for one in posted)


async def _knock(visit: Visit) -> None:
    """Put the plain line there again that opens it."""
    stands = phone.stands(visit.client)
    said = stands if isinstance(stands, str) else visit.text(stands)
    opens = Button(visit.text(line("phone.open")), Press(phone.OPEN))
    await visit.send(said, ((opens,),))
