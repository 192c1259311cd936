"""The client's own rhythm: a simple plan of some weekdays at one time, and when it is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.schedule.plan import Bounds, Limits, Plan, Slot, Weekdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from bot.people import ClientId
    from bot.schedule.plan import PlanId

TUESDAY, FRIDAY = 2, 5
EVENING = time(18)

_LIMITS = Limits(expire_after=timedelta(hours=12), reminders=(timedelta(hours=3),), max_per_day=1)


def rhythm(
    plan: PlanId,
    client: ClientId,
    *,
    start: date,
    title: str,
    checkins: Sequence[str],
    weekdays: Iterable[int] = (TUESDAY, FRIDAY),
    at: time = EVENING,
    version: int = 1,
) -> Plan:
    """Make a client's own plan: ISO `weekdays`, one wall time in their zone, from `start` on."""
    return Plan(
        id=plan,
        client=client,
        version=version,
        title=title,
        checkins=tuple(checkins),
        cadence=Weekdays(tuple(sorted(set(weekdays)))),
        slots=(Slot(at, at),),
        bounds=Bounds(start),
        limits=_LIMITS,
    )


@dataclass(frozen=True, slots=True)
class When:
    """An instant as the client's calendar has it; words are put to it elsewhere."""

    date: date
    time: time
    """To the minute, on the client's clock."""
    weekday: int
    """ISO, 1 is Monday."""
    days: int
    """From the client's today: 0 is today, 1 tomorrow."""


def when(at: datetime, now: datetime, zone: ZoneInfo) -> When:
    """Give the local facts about an aware instant, seen from the aware `now`."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    return When(
        date=local.date(),
        time=local.time().replace(second=0, microsecond=0, fold=0),
        weekday=local.isoweekday(),
        days=(local.date() - today).days,
    )
