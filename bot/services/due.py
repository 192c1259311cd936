"""What becomes of a prompt that is due: sent, held back for a while, or let go; and why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.schedule.ledger import HOUR
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.plan import Overlap, PlanStatus
from bot.schedule.quiet import when_awake
from bot.services.engaged import QUEUED, engaged
from bot.services.outlook import WEEK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.people import Client
    from bot.schedule.plan import Plan
    from bot.services.visit import Visit

KNOCKED: Final = "knocked"
"""The profile's word for when something came that is no prompt of a plan's; UTC, ISO 8601."""
REACHED: Final = frozenset(
    {State.SENT, State.ANSWERED, State.LATE, State.SKIPPED, State.MISSED_BY_CLIENT}
)
"""States of a prompt that the client has had."""


async def fate(
    visit: Visit, occurrence: Occurrence, plan: Plan | None
) -> tuple[State, datetime | None]:
    """Say what becomes of a prompt that is due: its state from now on, or how long it is held back.

    An instant says until when it waits, if it is still good then; the state is for when it is not.
    """
    client, now = visit.client, visit.now
    if plan is None or plan.status is not PlanStatus.ACTIVE or not client.reachable:
        return State.WITHDRAWN, None
    if now >= occurrence.expires_at:
        return State.MISSED_BY_SYSTEM, None
    awake = when_awake(now, client.quiet, client.zoneinfo)
    if awake > now:  # we are late, and it is night there
        return State.EXPIRED, awake
    had = await _lately(visit, occurrence)
    again = occurrence.state is State.SNOOZED
    met = await _met(visit, [one.due_at for one in had if one.plan != occurrence.plan])
    if met is not None:
        waits = again or plan.limits.overlap is Overlap.QUEUE or knocked_at(client) == met - HOUR
        return State.EXPIRED, met if waits else None
    full = not again and _full(client, [one.due_at for one in had], now)
    return State.EXPIRED if full else State.SENT, None


async def _met(visit: Visit, others: Sequence[datetime]) -> datetime | None:
    """Give until when an open check-in is in the way, or another plan's prompt of this hour."""
    if await engaged(visit):
        return visit.now + QUEUED
    knocked = knocked_at(visit.client)
    came = others if knocked is None else [*others, knocked]
    met = max((at for at in came if visit.now - at < HOUR), default=None)
    return None if met is None else met + HOUR


def knocked_at(client: Client) -> datetime | None:
    """Give when something came last that is no prompt of a plan's; aware, UTC."""
    knocked = client.profile.get(KNOCKED)
    return None if knocked is None else datetime.fromisoformat(knocked)


async def _lately(visit: Visit, occurrence: Occurrence) -> Sequence[Occurrence]:
    """Give the other prompts that the client had in the last days."""
    kept = await visit.work.plans.since(visit.client.id, visit.now - WEEK)
    return [
        one
        for one in kept
        if one.state in REACHED
        and one.due_at <= visit.now
        and (one.plan, one.place) != (occurrence.plan, occurrence.place)
    ]


def _full(client: Client, had: Sequence[datetime], now: datetime) -> bool:
    """Say whether their day or ISO week has had its share, seen from the zone they are in now."""
    days = [at.astimezone(client.zoneinfo).date() for at in had]
    today, week = now.astimezone(client.zoneinfo).date(), client.caps.week
    this_week = [day for day in days if day.isocalendar()[:2] == today.isocalendar()[:2]]
    return days.count(today) >= client.caps.day or (week is not None and len(this_week) >= week)
