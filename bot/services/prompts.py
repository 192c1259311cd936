"""Prompts: the next occurrence of each plan becomes a row and a timer, and is sent when due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.message import Purpose
from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.pace import Pace, pace, unanswered
from bot.schedule.pacing import Rest, coming
from bot.schedule.plan import Plan, PlanStatus
from bot.schedule.quiet import is_quiet, when_awake
from bot.screens.screen import Screen, key, line, screen
from bot.services import talk
from bot.settings import halved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

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
    recent = await visit.work.plans.recent(plan.id, HISTORY)
    due = coming(
        plan,
        client.zoneinfo,
        {},
        visit.now,
        visit.house.key,
        Rest(client.quiet, pace=_pace(recent)),
        exceptions=await visit.work.plans.exceptions(plan.id),
        taken=await _taken(visit),
        done=frozenset(occurrence.place for occurrence in recent),
    ).occurrence
    id_ = None if due is None else await visit.work.plans.materialise(due, visit.now)
    if due is not None and id_ is not None:
        await visit.work.timers.set(
            Timer(f"prompt:{id_}", client.id, TimerKind.PROMPT, due.due_at, occurrence=id_)
        )


async def _taken(visit: Visit) -> list[datetime]:
    """Give the instants of the prompts lately sent or planned for the client, by any plan."""
    return [
        occurrence.due_at
        for plan in await visit.work.plans.of(visit.client.id)
        for occurrence in await visit.work.plans.recent(plan.id, HISTORY)
        if occurrence.state is not State.WITHDRAWN
    ]


def _pace(recent: Iterable[Occurrence]) -> Pace:
    return pace(unanswered(occurrence.state for occurrence in recent))


async def prompt(visit: Visit, id_: str) -> None:
    """Send the prompt that is due, or note why not; then plan the one after it."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is None or occurrence.state is not State.PLANNED:
        return
    plan = await visit.work.plans.get(occurrence.plan)
    if visit.now >= occurrence.expires_at:
        await visit.work.plans.mark(id_, State.MISSED_BY_SYSTEM, visit.now)
    elif visit.client.reachable:
        await _send(visit, id_, occurrence)
        await _watch(visit, id_, occurrence, plan)
    else:
        await visit.work.plans.mark(id_, State.WITHDRAWN, visit.now, visit.client.standing)
    if plan is not None:
        await plan_next(visit, plan)


async def _send(visit: Visit, id_: str, occurrence: Occurrence) -> None:
    await visit.work.plans.mark(id_, State.SENT, visit.now)
    if visit.client.discreet:
        await _knock(visit, id_, "prompt.discreet", Purpose.PROMPT, occurrence.expires_at)
    else:
        await talk.begin(visit, occurrence.checkin, occurrence=id_, purpose=Purpose.PROMPT)


async def _knock(visit: Visit, id_: str, says: str, purpose: Purpose, expires_at: datetime) -> None:
    """Say that it is time, and nothing that a lock screen should not show."""
    keys = (key("prompt.start", "start", id_), key("prompt.not-today", "not-today", id_))
    knock = Screen((line(says),), (keys,))
    await visit.show(knock, purpose=purpose, occurrence=id_, expires_at=expires_at)


async def _watch(visit: Visit, id_: str, occurrence: Occurrence, plan: Plan | None) -> None:
    """Set the reminders of a prompt that was sent, and the end of its time."""
    client, timers = visit.client.id, visit.work.timers
    end = when_awake(occurrence.expires_at, visit.client.quiet, visit.client.zoneinfo)
    await timers.set(Timer(f"expiry:{id_}", client, TimerKind.EXPIRY, end, occurrence=id_))
    for n, after in enumerate(plan.limits.reminders if plan is not None else ()):
        due = visit.now + after
        if due < occurrence.expires_at:
            timer = Timer(f"reminder:{id_}:{n}", client, TimerKind.REMINDER, due, occurrence=id_)
            await timers.set(timer)


async def remind(visit: Visit, id_: str) -> None:
    """Say once that an unanswered check-in is still open."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is not None and occurrence.state is State.SENT and visit.client.reachable:
        if is_quiet(visit.now, visit.client.quiet, visit.client.zoneinfo):
            return
        await _knock(visit, id_, "reminder.discreet", Purpose.REMINDER, occurrence.expires_at)


async def expire(visit: Visit, id_: str) -> None:
    """Close a prompt that nobody answered in its time, without a word about it.

    The second in a row halves the rhythm; the fourth rests it, and that alone is said, once.
    """
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is None or occurrence.state is not State.SENT:
        return
    before = _pace(await visit.work.plans.recent(occurrence.plan, HISTORY))
    await visit.work.plans.mark(id_, State.MISSED_BY_CLIENT, visit.now)
    now = _pace(await visit.work.plans.recent(occurrence.plan, HISTORY))
    if now is not before:
        await replan(visit)
        if now is Pace.REST and visit.client.reachable:
            await visit.show(screen("prompt.rests"))


async def answered(visit: Visit, id_: str) -> None:
    """Note that a prompt was answered, in its time or after it."""
    occurrence = await visit.work.plans.occurrence(id_)
    if occurrence is None:
        return
    state = State.ANSWERED if visit.now < occurrence.expires_at else State.LATE
    if occurrence.state in {State.SENT, State.MISSED_BY_CLIENT}:
        await visit.work.plans.mark(id_, state, visit.now)
        await visit.work.timers.drop(occurrence=id_)


async def resume(visit: Visit) -> None:
    """Turn the client's prompts on again."""
    await visit.change(standing=Standing.ACTIVE, paused_until=None)
    await replan(visit)


async def next_local(visit: Visit) -> datetime | None:
    """Give when the next prompt comes, on the client's own clock, or None."""
    due = [
        ahead[1].due_at
        for plan in await visit.work.plans.of(visit.client.id)
        if (ahead := await visit.work.plans.ahead(plan.id)) is not None
    ]
    return min(due).astimezone(visit.client.zoneinfo) if due else None


async def fewer(visit: Visit) -> None:
    """Let every plan come about half as often from now on."""
    for plan in await visit.work.plans.of(visit.client.id):
        edited = replace(plan, cadence=halved(plan.cadence), version=plan.version + 1)
        await visit.work.plans.put(edited, visit.now)
    await replan(visit)
