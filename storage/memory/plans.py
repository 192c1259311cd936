"""Plans and occurrences in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.errors import StoreError
from bot.schedule.occurrences import State
from storage.memory.shelves import Dated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.people import ClientId
    from bot.schedule.occurrences import Exceptions, Move, Occurrence, Place, Skip
    from bot.schedule.plan import Plan, PlanId
    from storage.memory.shelves import Shelves


class MemoryPlans:
    """Every version of every plan, and the occurrences."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._plans = shelves.plans
        self._dated = shelves.occurrences

    async def put(self, plan: Plan, at: datetime) -> None:
        self._shelves.need(plan.client)
        if (plan.id, plan.version) in self._plans:
            raise StoreError("This version of the plan is kept already.")
        self._plans[plan.id, plan.version] = (plan, at)

    async def get(self, plan: PlanId) -> Plan | None:
        versions = await self.versions(plan)
        return versions[-1][0] if versions else None

    async def of(self, client: ClientId) -> Sequence[Plan]:
        ids = dict.fromkeys(row.id for row, _ in self._plans.values() if row.client == client)
        return [plan for id_ in ids if (plan := await self.get(id_)) is not None]

    async def versions(self, plan: PlanId) -> Sequence[tuple[Plan, datetime]]:
        mine = [kept for kept in self._plans.values() if kept[0].id == plan]
        return sorted(mine, key=lambda kept: kept[0].version)

    async def materialise(self, occurrence: Occurrence, at: datetime) -> str | None:
        if await self.get(occurrence.plan) is None:
            raise StoreError("There is no such plan.")
        key = (occurrence.plan, *occurrence.place)
        if key in self._dated:
            return None
        id_ = uuid4().hex
        self._dated[key] = Dated(id_, occurrence, ((occurrence.state, at, ""),))
        return id_

    async def occurrence(self, occurrence: str) -> Occurrence | None:
        row = self._find(occurrence)
        return None if row is None else row.occurrence

    async def mark(self, occurrence: str, state: State, at: datetime, detail: str = "") -> None:
        row = self._find(occurrence)
        if row is None:
            raise StoreError("There is no such occurrence.")
        self._dated[row.occurrence.plan, *row.occurrence.place] = replace(
            row,
            occurrence=replace(row.occurrence, state=state),
            history=(*row.history, (state, at, detail)),
        )

    async def postpone(
        self, occurrence: str, due_at: datetime, expires_at: datetime, at: datetime
    ) -> None:
        await self.mark(occurrence, State.SNOOZED, at)
        self._change(occurrence, due_at=due_at, expires_at=expires_at)

    async def defer(self, occurrence: str, due_at: datetime) -> None:
        self._change(occurrence, due_at=due_at)

    async def brings(self, occurrence: str, checkin: str) -> None:
        self._change(occurrence, checkin=checkin)

    async def drop(self, occurrence: str) -> None:
        self._dated.discard(
            lambda row: row.id == occurrence and row.occurrence.state is State.PLANNED
        )

    async def waiting(self, client: ClientId) -> Sequence[tuple[str, Occurrence]]:
        rows = [
            (row.id, row.occurrence)
            for row in self._dated.values()
            if row.occurrence.client == client
            and row.occurrence.state in {State.PLANNED, State.SNOOZED}
        ]
        return sorted(rows, key=lambda row: (row[1].due_at, row[1].plan))

    async def since(self, client: ClientId, at: datetime) -> Sequence[Occurrence]:
        rows = (row.occurrence for row in self._dated.values())
        mine = (one for one in rows if one.client == client and one.due_at >= at)
        return sorted(mine, key=lambda one: (one.due_at, one.plan))

    async def change(self, plan: PlanId, place: Place, to: Skip | Move) -> None:
        kept = await self.get(plan)
        if kept is None:
            raise StoreError("There is no such plan.")
        self._shelves.changes[plan, place] = (kept.client, to)

    async def exceptions(self, plan: PlanId) -> Exceptions:
        return {place: to for (of, place), (_, to) in self._shelves.changes.items() if of == plan}

    def _change(self, occurrence: str, **fields: Any) -> None:  # noqa: ANN401 - fields of Occurrence
        row = self._find(occurrence)
        if row is not None:
            moved = replace(row.occurrence, **fields)
            self._dated[moved.plan, *moved.place] = replace(row, occurrence=moved)

    def _find(self, occurrence: str) -> Dated | None:
        return next((row for row in self._dated.values() if row.id == occurrence), None)
