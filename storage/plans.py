"""Plans: every version sealed and kept; which version holds stands beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, insert, select, update

from bot.schedule.data import from_data, to_data
from bot.schedule.occurrences import Move, Place, Skip
from storage.occurrences import SqlOccurrences
from storage.sealed import Sealed
from storage.tables import plan_changes, plan_versions, plans
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Column, Row

    from bot.people import ClientId
    from bot.schedule.occurrences import Exceptions
    from bot.schedule.plan import Plan, PlanId
    from storage.vault import Seal

_COLUMNS: tuple[Column[Any], ...] = (*plans.c["id", "client", "version"], plan_versions.c.body)
_NEWEST = select(*_COLUMNS).join_from(
    plans,
    plan_versions,
    and_(plan_versions.c.plan == plans.c.id, plan_versions.c.version == plans.c.version),
)
_GET = _NEWEST.where(plans.c.id == bindparam("which"))
_OF = _NEWEST.where(plans.c.client == bindparam("whose")).order_by(plans.c.number)
_EVERY = select(*plans.c["id", "client"], *plan_versions.c["version", "body", "at"]).join_from(
    plans, plan_versions, plan_versions.c.plan == plans.c.id
)
_VERSIONS = _EVERY.where(plans.c.id == bindparam("which")).order_by(plan_versions.c.version)
_ADD = insert(plans).inline()
_MOVE_ON = update(plans).where(plans.c.id == bindparam("which"))
_ADD_VERSION = insert(plan_versions)
_CHANGE = keep_last(plan_changes)
_CHANGES = select(plan_changes).where(plan_changes.c.plan == bindparam("which"))


class SqlPlans(SqlOccurrences):
    """Plans by id, and what happens with them."""

    async def put(self, plan: Plan, at: datetime) -> None:
        seal = await self._vault.of(plan.client)
        moved = {"which": plan.id, "version": plan.version, "status": plan.status.value}
        if not (await self._db.execute(_MOVE_ON, moved)).rowcount:
            await self._db.execute(
                _ADD,
                {
                    "id": plan.id,
                    "client": plan.client,
                    "version": plan.version,
                    "status": plan.status.value,
                    "made_at": at,
                },
            )
        await self._db.execute(_ADD_VERSION, to_row(plan, seal, at))

    async def get(self, plan: PlanId) -> Plan | None:
        row = (await self._db.execute(_GET, {"which": plan})).one_or_none()
        return await self._opened_if(PLANS, row)

    async def of(self, client: ClientId) -> Sequence[Plan]:
        return await self._opened(PLANS, (await self._db.execute(_OF, {"whose": client})).all())

    async def versions(self, plan: PlanId) -> Sequence[tuple[Plan, datetime]]:
        rows = (await self._db.execute(_VERSIONS, {"which": plan})).all()
        return await self._opened(VERSIONS, rows)

    async def change(self, plan: PlanId, place: Place, to: Skip | Move) -> None:
        row = {
            "plan": plan,
            "local_date": place.local_date,
            "slot": place.slot,
            "seq": place.seq,
            "moved_to": to.to if isinstance(to, Move) else None,
        }
        await self._db.execute(_CHANGE[self._dialect], row)

    async def exceptions(self, plan: PlanId) -> Exceptions:
        return {
            Place(row.local_date, row.slot, row.seq): Move(row.moved_to) if row.moved_to else Skip()
            for row in await self._db.execute(_CHANGES, {"which": plan})
        }


def to_row(plan: Plan, seal: Seal, at: datetime) -> dict[str, Any]:
    """Write one version of a plan."""
    body = seal.close("plan_versions.body", _address(plan.id, plan.version), _json(plan))
    return {"plan": plan.id, "version": plan.version, "body": body, "at": at}


def from_row(row: Row[Any], seal: Seal) -> Plan:
    """Read a plan."""
    body = json.loads(seal.open("plan_versions.body", _address(row.id, row.version), row.body))
    return from_data(body)


def _version(row: Row[Any], seal: Seal) -> tuple[Plan, datetime]:
    return from_row(row, seal), row.at


def _json(plan: Plan) -> str:
    return json.dumps(to_data(plan))


def _address(plan: str, version: int) -> str:
    return f"{plan}/{version}"


PLANS = Sealed("plan_versions", ("id", "version"), _EVERY, from_row)
VERSIONS = Sealed("plan_versions", ("id", "version"), _EVERY, _version)
