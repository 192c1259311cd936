"""A handover: all clients of one counselor are a colleague's from now on, and are told.

They agreed to somebody else. So nothing is shared with the new one until they say so, and word
of a silence or of an emergency is left to them anew. An alert that is open goes on to the new one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.care import Silence, Telling
from bot.message import Purpose
from bot.people import CounselorId, Standing
from bot.ports import Timer, TimerKind
from bot.schedule.quiet import when_awake
from bot.screens import handed
from bot.services.alerts import climbing
from bot.services.counsel.call import Call
from bot.services.engaged import QUEUED, engaged
from bot.services.enrol.caring import HANDED, forget_word
from bot.services.enrol.counselors import held
from bot.services.enrol.danger import TELLING as DANGER
from bot.services.enrol.revoking import ALL, note, revoke
from bot.services.visit import Visit

if TYPE_CHECKING:
    from datetime import datetime

    from bot.care import Care
    from bot.ports import Work
    from bot.screens.screen import Screen
    from bot.services.house import House


async def hand_over(
    house: House, work: Work, from_: CounselorId, to: CounselorId, now: datetime
) -> int:
    """Move every client, and every invitation that is open; give how many clients that were.

    Raises:
        LookupError: there is no such counselor.

    """
    giver, taker = await held(work, from_), await work.counselors.get(to)
    if giver is None or taker is None:
        raise LookupError(from_ if giver is None else to)
    moved = 0
    for one in await work.cares.clients_of(giver.id):
        client = await work.clients.get(one.client)
        care = await work.cares.of(one.client)  # as it is now that nobody else holds the client
        if client is not None and care is not None and care.counselor == giver.id:
            await _move(Visit(house, work, client, now), care, taker.id)
            moved += 1
    for invite in await work.invites.of(giver.id):
        if invite.used_at is None:
            await work.invites.save(replace(invite, counselor=taker.id))
    await work.drafts.drop(giver.id)
    await _say(Call(house, work, giver, now), handed.giver(taker, moved))
    await _say(Call(house, work, taker, now), handed.taker(giver, moved))
    return moved


async def remind(visit: Visit) -> None:
    """Let a client who was not told yet be told when they are awake."""
    if HANDED in visit.client.profile:
        await _tell_at(visit, visit.now)


async def tell(visit: Visit) -> None:
    """Tell a client who it is now: not at night, not in the middle of a check-in, and once."""
    client = visit.client
    was = client.profile.get(HANDED)
    if was is None or client.gone_at is not None:
        return
    if when_awake(visit.now, client.quiet, client.zoneinfo) > visit.now:
        await _tell_at(visit, visit.now)
    elif await engaged(visit):
        await _tell_at(visit, visit.now + QUEUED)
    else:
        await forget_word(visit, HANDED)
        care = await visit.work.cares.of(client.id)
        giver = await visit.work.counselors.get(CounselorId(was))
        taker = None if care is None else await visit.work.counselors.get(care.counselor)
        if giver is not None and taker is not None and giver.id != taker.id:
            await visit.show(handed.client(giver, taker), purpose=Purpose.DIGEST)


async def _move(visit: Visit, care: Care, to: CounselorId) -> None:
    """Let one client be with another counselor; label and sessions stay."""
    await revoke(visit, care, ALL, HANDED)
    if care.telling is Telling.ALWAYS:
        await note(visit, DANGER, HANDED, agreed=False)
    await visit.work.owns.take_back(care.counselor, care.client)
    moved = replace(
        care,
        counselor=to,
        since=visit.now,
        sharing=frozenset(),
        silence=Silence.LEAVE,
        telling=Telling.ASK,
    )
    await visit.work.cares.put(moved)
    await climbing.moved(visit)
    if visit.client.standing is not Standing.ARRIVING:
        known = {HANDED: care.counselor, **visit.client.profile}
        await visit.change(profile=known)
        await remind(visit)


async def _tell_at(visit: Visit, at: datetime) -> None:
    client = visit.client
    awake = when_awake(at, client.quiet, client.zoneinfo)
    await visit.work.timers.set(
        Timer(f"handover:{client.id}", client.id, TimerKind.HANDOVER, awake)
    )


async def _say(call: Call, screen: Screen) -> None:
    """Write to a counselor who can be reached and is not suspended, without a sound."""
    if call.counselor.reachable:
        await call.show(screen, purpose=Purpose.DIGEST, quiet=True)
