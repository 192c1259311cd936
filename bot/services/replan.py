"""What comes next: of each plan the one unsent occurrence, a row with a timer, planned anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.schedule.occurrences import State
from bot.schedule.pace import Pace, pace, unanswered
from bot.schedule.pacing import Rest, coming
from bot.schedule.plan import Plan, PlanStatus
from bot.settings import halved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.schedule.occurrences import Occurrence
    from bot.schedule.plan import PlanId
    from bot.services.visit import Visit

HISTORY: Final = 12
"""Occurrences of a plan that its pace is read from."""


async def replan(visit: Visit) -> None:
    """Plan anew what is not sent yet, after a change of plan, zone, quiet hours or standing."""
    for plan in await visit.work.plans.of(visit.client.id):
        ahead = await visit.work.plans.ahead(plan.id)
        if ahead is not None:
            await visit.work.timers.drop(occurrence=ahead[0])
            await visit.work.plans.drop(ahead[0])
        await plan_next(visit, plan)


async def plan_next(visit: Visit, plan: Plan) -> None:
    """Make the plan's next occurrence a row with a timer, if one comes for this client now."""
    client = visit.client
    if plan.status is not PlanStatus.ACTIVE or not client.reachable:
        return
    histories = await _histories(visit)
    recent = histories[plan.id]
    due = coming(
        plan,
        client.zoneinfo,
        {},
        visit.now,
        visit.house.key,
        Rest(client.quiet, pace=_pace(plan, recent)),
        exceptions=await visit.work.plans.exceptions(plan.id),
        taken=_taken(histories.values()),
        done=frozenset(occurrence.place for occurrence in recent),
    ).occurrence
    id_ = None if due is None else await visit.work.plans.materialise(due, visit.now)
    if due is not None and id_ is not None:
        await set_prompt(visit, id_, due.due_at)


async def set_prompt(visit: Visit, id_: str, at: datetime) -> None:
    """Let an occurrence's prompt be due at an instant."""
    timer = Timer(f"prompt:{id_}", visit.client.id, TimerKind.PROMPT, at, occurrence=id_)
    await visit.work.timers.set(timer)


async def _histories(visit: Visit) -> dict[PlanId, Sequence[Occurrence]]:
    """Give the latest occurrences of each of the client's plans."""
    plans = await visit.work.plans.of(visit.client.id)
    return {plan.id: await visit.work.plans.recent(plan.id, HISTORY) for plan in plans}


def _taken(histories: Iterable[Iterable[Occurrence]]) -> list[datetime]:
    """Give the instants of the prompts lately sent or planned for the client, by any plan."""
    return [
        occurrence.due_at
        for recent in histories
        for occurrence in recent
        if occurrence.state is not State.WITHDRAWN
    ]


async def pace_of(visit: Visit, plan: Plan) -> Pace:
    """Give a plan's pace just now."""
    return _pace(plan, await visit.work.plans.recent(plan.id, HISTORY))


def _pace(plan: Plan, recent: Iterable[Occurrence]) -> Pace:
    """Read a pace; a new version of a plan is the client's own word, and starts anew."""
    return pace(unanswered(one.state for one in recent if one.plan_version == plan.version))


async def at_full_pace(visit: Visit) -> bool:
    """Say whether every plan comes as often as it says."""
    plans = await visit.work.plans.of(visit.client.id)
    return not [plan for plan in plans if await pace_of(visit, plan) is not Pace.FULL]


async def resume(visit: Visit) -> None:
    """Turn the client's prompts on again."""
    await visit.change(standing=Standing.ACTIVE, paused_until=None)
    await replan(visit)


async def wake(visit: Visit) -> None:
    """Turn them on again at their full pace, because the client says so."""
    for plan in await visit.work.plans.of(visit.client.id):
        if await pace_of(visit, plan) is not Pace.FULL:
            await edit(visit, plan)
    await resume(visit)


async def fewer(visit: Visit) -> None:
    """Let every plan come about half as often from now on."""
    for plan in await visit.work.plans.of(visit.client.id):
        await edit(visit, halved(plan, visit.today))
    await replan(visit)


async def edit(visit: Visit, plan: Plan) -> None:
    """Keep a plan as its next version."""
    await visit.work.plans.put(replace(plan, version=plan.version + 1), visit.now)


async def next_local(visit: Visit) -> datetime | None:
    """Give when the next prompt comes, on the client's own clock, or None."""
    due = [
        ahead[1].due_at
        for plan in await visit.work.plans.of(visit.client.id)
        if (ahead := await visit.work.plans.ahead(plan.id)) is not None
    ]
    return min(due).astimezone(visit.client.zoneinfo) if due else None
