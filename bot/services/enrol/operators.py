"""Operators: chats of those who run the service, linked by an invitation and told what that is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.arrival import Command, Tapped
from bot.care import GOOD_FOR, Invite, InviteId, InviteKind
from bot.episode import Operator
from bot.message import Press
from bot.people import Standing
from bot.ports import TimerKind
from bot.screens import operating
from bot.screens.screen import screen
from bot.services.alerts.operators import rearm
from bot.services.enrol import caring
from bot.services.enrol.invites import new_code
from bot.services.enrol.opening import opening

if TYPE_CHECKING:
    from datetime import datetime

    from bot.arrival import What
    from bot.ports import Work
    from bot.services.counsel.call import Call
    from bot.services.happening import Happening
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit


async def invite(work: Work, locale: str, now: datetime) -> tuple[str, Invite]:
    """Invite somebody to be an operator; give the code, which is kept nowhere, with it.

    `locale` may be empty: then it is that of their Telegram. `now` is aware UTC.
    """
    code = new_code(InviteKind.OPERATOR)
    made = Invite(InviteId(uuid4().hex), InviteKind.OPERATOR, now, now + GOOD_FOR, locale=locale)
    await work.invites.add(made, code)
    return code, made


async def opened(visit: Visit, code: str) -> None:
    """Link a chat that is nobody's yet; who takes part as a client is told that it stays so."""
    if visit.client.standing is not Standing.ARRIVING:
        await visit.show(screen("become.client"))
        return
    linked = await _link(visit, code)
    if linked is not None:
        if not visit.stranger:  # they pressed START before they had the link, and agreed to nothing
            await caring.decline(visit)
            await visit.work.clients.remove(visit.client.id)
        visit.client = replace(visit.client, locale=linked.locale)
        await visit.show(operating.linked())


async def opened_by(call: Call, code: str) -> None:
    """Link a counselor's chat: they are both."""
    if await _link(call, code) is not None:
        await call.show(operating.linked())


async def operator(happening: Happening) -> Operator | None:
    """Give the operator of this chat, if there is one."""
    known = await happening.work.operators.all()
    return next((one for one in known if one.chat == happening.chat), None)


async def heard(visit: Visit, one: Operator, what: What) -> None:
    """Answer an operator who is nothing else here: what this chat is for, and how to end it."""
    visit.client = replace(visit.client, locale=one.locale)
    match what:
        case Tapped(does=Press(action=operating.LEAVE)) | Command(name="stop"):
            await _leave(visit)
            await visit.show(operating.left())
        case _:
            await visit.show(operating.home())


async def leave(call: Call, pressed: Pressed) -> None:
    """Let a counselor be no operator any more."""
    await _leave(call)
    await call.show(operating.left(), edits=pressed.message)


async def _link(happening: Happening, code: str) -> Operator | None:
    invite = await opening(happening, code, InviteKind.OPERATOR)
    if invite is None:
        return None
    locale = happening.house.voice.nearest(invite.locale or happening.locale)
    linked = Operator(happening.chat, happening.now, locale)
    await happening.work.operators.add(linked)
    await happening.work.invites.save(replace(invite, used_at=happening.now))
    if await happening.work.timers.next_due(TimerKind.OPERATORS) is None:
        await rearm(happening.work, happening.now)
    return linked


async def _leave(happening: Happening) -> None:
    await happening.work.operators.remove(happening.chat)
