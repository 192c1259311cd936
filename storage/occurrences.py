"""Occurrences: one row for each planned prompt that was made, and a history that only grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.errors import StoreError
from bot.people import ClientId
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.plan import PlanId
from storage.repository import Repository, literal
from storage.tables import occurrence_events, occurrences
from storage.upsert import keep_first

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

_ID = occurrences.c.id == bindparam("which")
_PLANNED = occurrences.c.state == literal(State.PLANNED)
_ADD = {name: new.returning(occurrences.c.id) for name, new in keep_first(occurrences).items()}
_NOTE = insert(occurrence_events).inline()
_GET = select(occurrences).where(_ID)
_WAITING = (
    select(occurrences)
    .where(
        occurrences.c.client == bindparam("whose"),
        or_(_PLANNED, occurrences.c.state == literal(State.SNOOZED)),
    )
    .order_by(occurrences.c.due_at, occurrences.c.plan)
)
_MARK = update(occurrences).where(_ID)
_DROP = delete(occurrences).where(_ID, _PLANNED)
_SINCE = (
    select(occurrences)
    .where(occurrences.c.client == bindparam("whose"), occurrences.c.due_at >= bindparam("from"))
    .order_by(occurrences.c.due_at, occurrences.c.plan)
)


class SqlOccurrences(Repository):
    """The part of the plans that deals with their occurrences."""

    async def materialise(self, occurrence: Occurrence, at: datetime) -> str | None:
        row = to_row(uuid4().hex, occurrence)
        id_: str | None = (await self._db.execute(_ADD[self._dialect], row)).scalar_one_or_none()
        if id_ is not None:
            await self._note(id_, occurrence.state, at, "")
        return id_

    async def occurrence(self, occurrence: str) -> Occurrence | None:
        row = (await self._db.execute(_GET, {"which": occurrence})).one_or_none()
        return None if row is None else from_row(row)

    async def mark(self, occurrence: str, state: State, at: datetime, detail: str = "") -> None:
        new = {"which": occurrence, "state": state.value}
        if not (await self._db.execute(_MARK, new)).rowcount:
            raise StoreError("There is no such occurrence.")
        await self._note(occurrence, state, at, detail)

    async def postpone(
        self, occurrence: str, due_at: datetime, expires_at: datetime, at: datetime
    ) -> None:
        new = {"which": occurrence, "due_at": due_at, "expires_at": expires_at}
        await self.mark(occurrence, State.SNOOZED, at)
        await self._db.execute(_MARK, new)

    async def defer(self, occurrence: str, due_at: datetime) -> None:
        await self._db.execute(_MARK, {"which": occurrence, "due_at": due_at})

    async def brings(self, occurrence: str, checkin: str) -> None:
        await self._db.execute(_MARK, {"which": occurrence, "checkin": checkin})

    async def drop(self, occurrence: str) -> None:
        await self._db.execute(_DROP, {"which": occurrence})

    async def waiting(self, client: ClientId) -> Sequence[tuple[str, Occurrence]]:
        rows = await self._db.execute(_WAITING, {"whose": client})
        return [(row.id, from_row(row)) for row in rows]

    async def since(self, client: ClientId, at: datetime) -> Sequence[Occurrence]:
        rows = await self._db.execute(_SINCE, {"whose": client, "from": at})
        return [from_row(row) for row in rows]

    async def _note(self, occurrence: str, state: State, at: datetime, detail: str) -> None:
        line = {"occurrence": occurrence, "state": state.value, "at": at, "detail": detail}
        await self._db.execute(_NOTE, line)


def to_row(id_: str, occurrence: Occurrence) -> dict[str, Any]:
    """Write an occurrence."""
    return {
        "id": id_,
        "plan": occurrence.plan,
        "plan_version": occurrence.plan_version,
        "client": occurrence.client,
        "local_date": occurrence.local_date,
        "slot": occurrence.slot,
        "seq": occurrence.seq,
        "due_at": occurrence.due_at,
        "expires_at": occurrence.expires_at,
        "zone": occurrence.zone,
        "checkin": occurrence.checkin,
        "state": occurrence.state.value,
    }


def from_row(row: Row[Any]) -> Occurrence:
    """Read an occurrence."""
    return Occurrence(
        plan=PlanId(row.plan),
        plan_version=row.plan_version,
        client=ClientId(row.client),
        local_date=row.local_date,
        slot=row.slot,
        seq=row.seq,
        due_at=row.due_at,
        expires_at=row.expires_at,
        zone=row.zone,
        checkin=row.checkin,
        state=State(row.state),
    )
