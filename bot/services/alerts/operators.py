"""Operators are told that an alert is unopened, never whose, and once a week what needs them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.alerting.standing import standing
from bot.message import Message, MessageId, Purpose
from bot.ports import Timer, TimerKind
from bot.screens.operating import week
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.interview.turn import Line
    from bot.ports import Work
    from bot.services.happening import Happening
    from bot.services.house import House

WEEK: Final = timedelta(weeks=1)
_TIMER: Final = "operators"


async def unopened(happening: Happening) -> None:
    """Tell every operator that nobody is on an alert."""
    lines = [line("operator.unopened")]
    await _say(happening.house, happening.work, happening.now, lines, Purpose.ALERT)


async def weekly(house: House, work: Work, now: datetime) -> None:
    """Tell every operator what needs somebody; the next time is a week from `now` (aware)."""
    lines = week(
        await _waiting(work),
        on_duty=len(await work.rota.all()),
        overdue=list(house.people.overdue(now.date())),
    )
    await _say(house, work, now, list(lines), Purpose.DIGEST)
    await rearm(work, now)


async def rearm(work: Work, now: datetime) -> None:
    """Let the weekly message come a week from `now` (aware), if there is anybody to read it."""
    if await work.operators.all():
        await work.timers.set(Timer(_TIMER, None, TimerKind.OPERATORS, now + WEEK))


async def _waiting(work: Work) -> int:
    """Count the open alerts that nobody says they are on."""
    waiting = set()
    for counselor in await work.counselors.all():
        for episode in await work.episodes.told(counselor.id):
            stands = standing(await work.episodes.history(episode.id))
            if stands.open and stands.holder is None:
                waiting.add(episode.id)
    return len(waiting)


async def _say(
    house: House, work: Work, now: datetime, lines: Iterable[Line], purpose: Purpose
) -> None:
    """Write to every operator, in their language."""
    said = list(lines)
    for operator in await work.operators.all():
        text = house.voice.say(said, operator.locale)
        id_ = MessageId(uuid4().hex)
        await work.outbox.add(Message(id_, operator.chat, text, created_at=now, purpose=purpose))
