"""A silence: the counselor is told once that a client has gone quiet, if the client wants that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel.working import next_working
from bot.looks import Seen
from bot.message import Purpose
from bot.ports import Timer, TimerKind
from bot.screens.screen import Screen, key, line
from bot.services.counsel.call import Call

if TYPE_CHECKING:
    from bot.care import Care
    from bot.services.visit import Visit


async def told(visit: Visit, care: Care) -> None:
    """Tell the counselor that nothing came from this client, who wants that told, for two weeks.

    Outside working hours the silence is looked at again when they begin: somebody who came back
    by then is not reported.
    """
    counselor = await visit.work.counselors.get(care.counselor)
    if counselor is None or not counselor.reachable:
        return
    awake = next_working(counselor.hours, counselor.zoneinfo, visit.now)
    if awake > visit.now:
        timer = Timer(f"silence:{care.client}", care.client, TimerKind.SILENCE, awake)
        await visit.work.timers.set(timer)
        return
    call = Call(visit.house, visit.work, counselor, visit.now)
    call.saw(Seen.SILENCE, care.client)
    card = key("silent.open", "card", care.client)
    shown = Screen((line("silent.told", label=care.label),), ((card,),))
    await call.show(shown, purpose=Purpose.DIGEST)
