"""Somebody opens the operator's link, and is a counselor from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.care import InviteKind
from bot.people import Counselor, CounselorId, Standing
from bot.screens.screen import screen
from bot.services.counsel.call import Call
from bot.services.counsel.own import settle
from bot.services.enrol import caring
from bot.services.enrol.opening import opening

if TYPE_CHECKING:
    from bot.services.visit import Visit


async def become(visit: Visit, code: str) -> None:
    """Make a counselor of whoever opens the link, unless this chat takes part as a client."""
    if visit.client.standing is not Standing.ARRIVING:
        await visit.show(screen("become.client"))
        return
    invite = await opening(visit, code, InviteKind.COUNSELOR)
    if invite is None:
        return
    if not visit.stranger:  # they pressed START before they had the link, and agreed to nothing
        await caring.decline(visit)
        await visit.work.clients.remove(visit.client.id)
    counselor = Counselor(
        CounselorId(uuid4().hex),
        visit.chat,
        created_at=visit.now,
        name=invite.label,
        locale=visit.house.voice.nearest(invite.locale or visit.locale),
    )
    await visit.work.counselors.add(counselor)
    used = replace(invite, used_at=visit.now, label="")  # the counselor is called so from now on
    await visit.work.invites.save(used)
    await settle(Call(visit.house, visit.work, counselor, visit.now, visit.written_at))
