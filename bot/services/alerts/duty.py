"""Who is on duty: the rota, and whoever can be told of a client on that client's terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerting.climbers import Climbers
from bot.alerting.in_line import in_line
from bot.care import Telling
from bot.people import Standing

if TYPE_CHECKING:
    from bot.people import Counselor, CounselorId
    from bot.ports import Work
    from bot.services.visit import Visit


async def climbers(visit: Visit) -> Climbers | None:
    """Give on whose terms an alert of this client climbs; None if nobody may or can be told."""
    if visit.stranger or visit.client.standing is Standing.ARRIVING:
        return None
    care = await visit.work.cares.of(visit.client.id)
    rota = await visit.work.rota.all()
    if care is None or not rota or care.telling is Telling.NEVER:
        return None
    known = await people(visit.work, {care.counselor, *rota})
    line = in_line(care.counselor, rota, known, visit.now)
    return Climbers(care, known[care.counselor], line) if line else None


async def on_duty(work: Work) -> bool:
    """Say whether a rota is kept: only then alerts are offered at all."""
    return bool(await work.rota.all())


async def join(work: Work, counselor: CounselorId) -> None:
    """Let somebody answer alerts from now on, after those who do already."""
    rota = list(await work.rota.all())
    if counselor not in rota:
        await work.rota.set([*rota, counselor])


async def people(work: Work, ids: set[CounselorId]) -> dict[CounselorId, Counselor]:
    """Give the counselors of these ids, and who covers for them."""
    known: dict[CounselorId, Counselor] = {}
    wanted = set(ids)
    while wanted:
        found = await work.counselors.get(wanted.pop())
        if found is not None:
            known[found.id] = found
            if found.cover is not None and found.cover not in known:
                wanted.add(found.cover)
    return known
