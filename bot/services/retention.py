"""The night's work: what is past its period goes, a batch at a time, and nobody waits behind it.

Each batch is a transaction of its own, woken by a timer that knows how far the night has come; a
process that dies in the middle loses at most one, and another goes on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.errors import KeyLost, SealBroken
from bot.ports import Over, Timer, TimerKind
from bot.retention import PEOPLE, Kind, before, next_night
from bot.services.forgetting.parting import let_go
from bot.services.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.interview.script import Script
    from bot.people import Client, ClientId
    from bot.ports import Work
    from bot.retention import Periods
    from bot.services.house import House

BATCH: Final = 200
"""Rows that go within one transaction."""
AT_ONCE: Final = 5
"""People who are erased within one: each takes their key along."""
ORDER: Final = tuple(Kind)
_TIMER: Final = "night"


async def arm(house: House) -> None:
    """Let the night's work be done from now on, if it is not waited for already."""
    async with house.works() as work:
        if await work.timers.next_due(TimerKind.NIGHT) is None:
            await _wake_at(work, next_night(house.clock.now()))


async def go_on(house: House, work: Work, timer: Timer, now: datetime) -> None:
    """Do as much as one transaction holds, and let the rest follow; at its end, wait for a day."""
    here, room = timer.turn or 0, BATCH
    while here < len(ORDER) and room > 0:
        went, more = await batch(house, work, ORDER[here], now, room)
        room -= went
        if more:
            break
        here += 1
    if here < len(ORDER):
        await _wake_at(work, now, here)
    else:
        await work.retention.note(now)
        await _wake_at(work, next_night(now))


async def batch(
    house: House, work: Work, kind: Kind, now: datetime, most: int = BATCH
) -> tuple[int, bool]:
    """Let go of so many of a kind at most; give how many went, and whether more may wait."""
    old = before(house.periods, kind, now)
    if old is None:
        return 0, False
    if kind in PEOPLE:
        return await _erase(house, work, kind, now, old, min(most, AT_ONCE))
    if kind is Kind.ANSWERS:
        went = await work.retention.empty(old, now, most)
    elif kind is Kind.SCRIPTS:
        versions = await _past(work, house.library)
        went = len(versions[:most])
        for name, version in versions[:most]:
            await work.retention.forget_version(name, version)
    elif kind is Kind.KEYS:
        loose = await work.retention.loose(old)
        went = len(loose[:most])
        await work.retention.destroy(loose[:most])
    else:
        if kind is Kind.INVITES:
            await _name_nobody(work, now)
        went = await work.retention.purge(kind, old, most)
    return went, went >= most


async def over(
    work: Work, periods: Periods, library: Mapping[str, Script], kind: Kind, now: datetime
) -> Over:
    """Tell what of a kind would go tonight, and how old the oldest is; nothing is changed."""
    old = before(periods, kind, now)
    if old is None:
        return Over(0)
    if kind is Kind.SCRIPTS:
        return Over(len(await _past(work, library)))
    if kind is Kind.KEYS:
        return Over(len(await work.retention.loose(old)))
    return await work.retention.over(kind, old)


async def _erase(
    house: House, work: Work, kind: Kind, now: datetime, old: datetime, most: int
) -> tuple[int, bool]:
    """Erase people whole; who has come back since they were looked for stays."""
    found = await work.retention.people(kind, old, most)
    held = {one: await _held(work, one) for one in found}
    still = await work.retention.people(kind, old, most)  # now that their rows are held
    going = [one for one in found if one in still]
    for one in going:
        client = held[one]
        if client is None:
            await work.clients.remove(one)
        else:
            await let_go(Visit(house, work, client, now))
    return len(going), len(found) >= most


async def _held(work: Work, who: ClientId) -> Client | None:
    """Give a client, whose row is held from now on; None: nobody can read who they are."""
    try:
        return await work.clients.get(who)
    except (SealBroken, KeyLost):
        return None


async def _name_nobody(work: Work, now: datetime) -> None:
    """Let invitations that can be opened no more name nobody, unless somebody has one open."""
    for invite in await work.invites.closed(now):
        if invite.used_by is None:
            await work.invites.save(replace(invite, label=""))


async def _past(work: Work, library: Mapping[str, Script]) -> list[tuple[str, str]]:
    """Give the versions that no answers are left of and that nobody begins any more."""
    unpinned = await work.retention.unpinned()
    if not unpinned:
        return []
    stay = {(script.name, script.version) for script in library.values()}
    for counselor in await work.counselors.all():
        for own in await work.owns.by(counselor.id):
            stay |= {(own.name, one.version) for one in own.versions}
    return [one for one in unpinned if one not in stay]


async def _wake_at(work: Work, at: datetime, here: int = 0) -> None:
    await work.timers.set(Timer(_TIMER, None, TimerKind.NIGHT, at, turn=here))
