"""A plan as plain data that JSON can keep: a plan file's keys, and whose plan it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.errors import PlanError
from bot.people import ClientId
from bot.schedule.cadences import write_cadence
from bot.schedule.plan import PlanId, PlanStatus
from bot.schedule.planfile import FORMAT, OWN, read_plan
from bot.schedule.reader import Reader, choice, text, whole
from bot.schedule.spans import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.schedule.plan import Bounds, Limits, Plan, Slot


def to_data(plan: Plan) -> dict[str, object]:
    """Write a plan whose spans are whole minutes, as every plan without problems is."""
    return {
        "format": FORMAT,
        "id": plan.id,
        "client": plan.client,
        "version": plan.version,
        "status": plan.status.value,
        "title": plan.title,
        "zone": plan.zone or OWN,
        "checkins": list(plan.checkins),
        "cadence": write_cadence(plan.cadence),
        "slots": [_slot(slot) for slot in plan.slots],
        "bounds": _bounds(plan.bounds),
        "limits": _limits(plan.limits),
    }


def from_data(data: Mapping[str, object]) -> Plan:
    """Read what `to_data` wrote. Raises PlanError if it was not so written."""
    top = Reader(data)
    plan = replace(
        read_plan(top, date.min),
        id=PlanId(top.need("id", text, "an id", "")),
        client=ClientId(top.need("client", text, "an id", "")),
        version=top.need("version", whole, "1", 1),
        status=top.need("status", choice(PlanStatus), "a status", PlanStatus.ENDED),
    )
    if top.problems:
        raise PlanError(str(problem) for problem in top.problems)
    return plan


def _slot(slot: Slot) -> dict[str, object]:
    return {
        "from": slot.from_.isoformat("minutes"),
        "to": slot.to.isoformat("minutes"),
        "count": slot.count,
        "min_gap": say(slot.min_gap),
    }


def _bounds(bounds: Bounds) -> dict[str, object]:
    written: dict[str, object] = {"start": bounds.start.isoformat()}
    if bounds.end is not None:
        written["end"] = bounds.end.isoformat()
    return written


def _limits(limits: Limits) -> dict[str, object]:
    written: dict[str, object] = {
        "expire_after": say(limits.expire_after),
        "reminders": [say(one) for one in limits.reminders],
        "overlap": limits.overlap.value,
    }
    if limits.max_per_day is not None:
        written["max_per_day"] = limits.max_per_day
    if limits.spread:
        written["spread"] = say(limits.spread)
    return written
