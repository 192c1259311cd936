"""A client's wish for another time: whether it can be, what stands against it, and what works."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.schedule.ahead import LetGo, Send
from bot.schedule.ledger import HOUR
from bot.schedule.occurrences import Move, State, zone_of
from bot.schedule.pacing import Reason
from bot.schedule.plan import minutes
from bot.schedule.wall import instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.schedule.coming import Coming
    from bot.schedule.occurrences import Place
    from bot.schedule.plan import Plan, PlanId, Slot
    from bot.services.outlook import Outlook

STEP: Final = 15
"""Minutes from one time that is tried to the next."""
MINUTES: Final = 24 * 60
"""Of a day."""
DAY: Final = timedelta(days=1)
FAR: Final = timedelta(days=15)
"""How far ahead another time of day is tried."""


class Against(StrEnum):
    """What stands against a wish."""

    PAST = "past"
    QUIET = "quiet"
    MEETS = "meets"
    """Another check-in comes about then, or the day's share would be exceeded."""
    LATE = "late"
    """The plan's last prompt would fall on the next day."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of a wish."""

    to: Move | Plan | None
    """The wish as it can be kept; None: it cannot."""
    against: Against | None = None
    works: time | None = None
    """The nearest time that works, if there is one."""


def moved(look: Outlook, one: Coming, at: time) -> Answer:
    """Try one prompt at another time of its day."""
    return _answer(at, lambda wall: _move(look, one, wall))


def near(look: Outlook, one: Coming) -> Sequence[time]:
    """Give the times an hour before a prompt and an hour after it, if they work."""
    if one.state is not State.PLANNED:
        return ()
    around = (one.at - HOUR, one.at + HOUR)
    walls = (
        at.time().replace(second=0, microsecond=0) for at in around if at.date() == one.at.date()
    )
    return [wall for wall in walls if not isinstance(_move(look, one, wall), Against)]


def retimed(look: Outlook, n: int, at: time) -> Answer:
    """Try a plan at another time of day from now on; what else it holds that day goes along."""
    return _answer(at, lambda wall: _shift(look, look.plans[n], wall))


def _answer(at: time, attempt: Callable[[time], Move | Plan | Against]) -> Answer:
    """Try a time, and if it cannot be those around it, the nearest first."""
    first = attempt(at)
    if not isinstance(first, Against):
        return Answer(first)
    near = (wall for wall in _around(at) if not isinstance(attempt(wall), Against))
    return Answer(None, first, next(near, None))


def _around(at: time) -> Iterator[time]:
    """Give the quarters of an hour of the day, the nearest first."""
    here = minutes(at)
    for minute in sorted(range(0, MINUTES, STEP), key=lambda one: abs(one - here)):
        yield time(minute // 60, minute % 60)


def _move(look: Outlook, one: Coming, wall: time) -> Move | Against:
    day, zone, name = one.at.date(), look.client.zoneinfo, one.which
    plan = look.plans[name.plan]
    due = instant(day, wall, zone)
    if due is None or due <= look.now:
        return Against.PAST
    to = Move(due.astimezone(zone_of(plan, zone)).replace(tzinfo=None))
    changed = {**look.exceptions[plan.id], name.place: to}
    after = replace(look, exceptions={**look.exceptions, plan.id: changed})
    return _compared(look, after, plan.id, one.at + DAY) or to


def _shift(look: Outlook, plan: Plan, wall: time) -> Plan | Against:
    zone, today = look.client.zoneinfo, look.now.astimezone(look.client.zoneinfo).date()
    there = datetime.combine(today, wall, zone).astimezone(zone_of(plan, zone)).time()
    by = minutes(there) - minutes(plan.slots[0].from_)
    if not all(
        0 <= minutes(end) + by < MINUTES for slot in plan.slots for end in (slot.from_, slot.to)
    ):
        return Against.LATE
    slots = tuple(_shifted(slot, by) for slot in plan.slots)
    changed = replace(plan, slots=slots)
    plans = [changed if one.id == plan.id else one for one in look.plans]
    after = replace(look, plans=plans)
    return _compared(look, after, plan.id, look.now + FAR) or changed


def _shifted(slot: Slot, by: int) -> Slot:
    from_, to = minutes(slot.from_) + by, minutes(slot.to) + by
    return replace(slot, from_=time(from_ // 60, from_ % 60), to=time(to // 60, to % 60))


def _compared(before: Outlook, after: Outlook, plan: PlanId, until: datetime) -> Against | None:
    """Say what stands against a change: the wished-for one waits, or one that came comes no more.

    What an earlier time of day leaves behind today is no reason: it is past then.
    """
    was, now = _seen(before, until), _seen(after, until + DAY)
    for name, step in was.items():
        here = now.get(name)
        if not isinstance(step, Send) or (here is None and _gone_by(before, after, plan, step)):
            continue
        if here is None or (isinstance(here, LetGo) and here.reason is not Reason.QUIET):
            return Against.MEETS
        if isinstance(here, LetGo) or (name[0] == plan and here.why is Reason.QUIET):
            return Against.QUIET
        if name[0] == plan and here.why is not None:
            return Against.MEETS
    return None


def _gone_by(before: Outlook, after: Outlook, plan: PlanId, sent: Send) -> bool:
    """Say whether a prompt of today comes no more only because its plan has an earlier time now."""
    edited = before.plans != after.plans and sent.occurrence.plan == plan
    local = sent.occurrence.due_at.astimezone(before.client.zoneinfo)
    return edited and local.date() == before.now.astimezone(before.client.zoneinfo).date()


def _seen(look: Outlook, until: datetime) -> dict[tuple[PlanId, Place], Send | LetGo]:
    """Give what becomes of each prompt until an instant."""
    found: dict[tuple[PlanId, Place], Send | LetGo] = {}
    for step in look.ahead(look.now, frozenset(look.held().values())):
        if isinstance(step, Send):
            at, name = step.occurrence.due_at, (step.occurrence.plan, step.occurrence.place)
        else:
            at, name = step.due_at, (step.plan, step.place)
        if at > until:
            break
        found[name] = step
    return found
