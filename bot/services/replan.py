"""What comes next: of each plan the one unsent occurrence, a row with a timer, planned anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.schedule.occurrences import State
from bot.schedule.pace import Pace
from bot.schedule.plan import PlanStatus
from bot.services.outlook import outlook, pace_of
from bot.settings import halved

if TYPE_CHECKING:
    from datetime import datetime

    from bot.schedule.occurrences import Occurrence
    from bot.schedule.plan import Plan
    from bot.services.outlook import Outlook
    from bot.services.visit import Visit


async def replan(visit: Visit) -> None:
    """Plan anew what is not sent yet; a row that would be the same stays, with its timer."""
    look = await outlook(visit)
    wanted = dict(look.rows())
    for id_, row in look.waiting.items():
        if row.state is State.SNOOZED:
            await _withdraw(visit, look, id_, row)
        elif wanted.get(row.plan) == row:
            del wanted[row.plan]
        else:
            await visit.work.timers.drop(occurrence=id_)
            await visit.work.plans.drop(id_)
    for due in wanted.values():
        await make_row(visit, due)


async def _withdraw(visit: Visit, look: Outlook, id_: str, snoozed: Occurrence) -> None:
    """Let go of a snoozed prompt, if the client or its plan rests by now."""
    resting = look.plan(snoozed.plan).status is not PlanStatus.ACTIVE
    if resting or not visit.client.reachable:
        await visit.work.timers.drop(occurrence=id_)
        await visit.work.plans.mark(id_, State.WITHDRAWN, visit.now)


async def make_row(visit: Visit, occurrence: Occurrence) -> str | None:
    """Keep an occurrence and let it be due; None if its place has had its turn already."""
    id_ = await visit.work.plans.materialise(occurrence, visit.now)
    if id_ is not None:
        await set_prompt(visit, id_, occurrence.due_at)
    return id_


async def set_prompt(visit: Visit, id_: str, at: datetime) -> None:
    """Let an occurrence's prompt be due at an instant."""
    timer = Timer(f"prompt:{id_}", visit.client.id, TimerKind.PROMPT, at, occurrence=id_)
    await visit.work.timers.set(timer)


async def at_full_pace(visit: Visit) -> bool:
    """Say whether every plan comes as often as it says."""
    return await pace_of(visit) is Pace.FULL


async def resume(visit: Visit) -> None:
    """Turn the client's prompts on again."""
    await visit.change(standing=Standing.ACTIVE, paused_until=None)
    await replan(visit)


async def wake(visit: Visit) -> None:
    """Turn them on again at their full pace, because the client says so."""
    await woken(visit)
    await resume(visit)


async def woken(visit: Visit) -> None:
    """Note that the client answers, or chooses their own rhythm: earlier silences count no more."""
    await visit.change(woken_at=visit.now)


async def fewer(visit: Visit) -> None:
    """Let every plan come about half as often from now on."""
    for plan in await visit.work.plans.of(visit.client.id):
        half = halved(plan, visit.today)
        if plan.status is PlanStatus.ACTIVE and half != plan:
            await edit(visit, half)
    await woken(visit)
    await replan(visit)


async def edit(visit: Visit, plan: Plan) -> None:
    """Keep a plan as its next version."""
    await visit.work.plans.put(replace(plan, version=plan.version + 1), visit.now)


async def next_local(visit: Visit) -> datetime | None:
    """Give when the next prompt comes, on the client's own clock, or None."""
    waiting = await visit.work.plans.waiting(visit.client.id)
    due = min((one.due_at for _, one in waiting), default=None)
    return None if due is None else due.astimezone(visit.client.zoneinfo)
