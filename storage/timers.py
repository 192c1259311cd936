"""Timers: claimed under a lease, done once, and set aside when they fail too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, literal_column, or_, select, update

from bot.interview.conversation import ConversationId
from bot.people import ClientId, CounselorId
from bot.ports import Timer, TimerKind
from storage.dbclock import DbLater
from storage.leasing import lapsed
from storage.repository import Repository
from storage.rules import SET_ASIDE_AFTER
from storage.tables import timers
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import CTE, ColumnElement, Row

_SET = keep_last(timers)
_ASIDE = timers.c.failures >= literal_column(str(SET_ASIDE_AFTER))  # as the partial index says it


def _free(free: ColumnElement[bool]) -> CTE:
    # As a subquery PostgreSQL may run it anew for every row, and so take more than asked for.
    return (
        select(timers.c.id)
        .where(timers.c.due_at <= bindparam("now"), ~_ASIDE, free)
        .order_by(timers.c.due_at, timers.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("free")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )


_CLAIM = {
    dialect: update(timers)
    .where(timers.c.id.in_(select(_free(free).c.id)))
    .values(holder=bindparam("me"), held_until=DbLater("lease"))
    .returning(timers)
    for dialect, free in lapsed(timers).items()
}
_DONE = delete(timers).where(timers.c.id == bindparam("which"))
_FAILED = (
    update(timers)
    .where(timers.c.id == bindparam("which"), ~_ASIDE)
    .values(failures=timers.c.failures + 1)
    .returning(_ASIDE)
)
_SET_ASIDE = select(timers).where(_ASIDE).order_by(timers.c.due_at, timers.c.id)
_ONCE_MORE = update(timers).where(_ASIDE).values(failures=SET_ASIDE_AFTER - 1)
_DROP = delete(timers).where(
    or_(
        timers.c.conversation == bindparam("of_conversation"),
        timers.c.occurrence == bindparam("of_occurrence"),
    )
)
_NEXT = select(func.min(timers.c.due_at)).where(~_ASIDE)
_NEXT_OF = _NEXT.where(timers.c.kind == bindparam("of_kind"))


class SqlTimers(Repository):
    """Timers by id."""

    async def set(self, timer: Timer) -> None:
        await self._db.execute(_SET[self._dialect], to_row(timer))

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Timer]:
        which = {"now": now, "most": limit, "me": self._holder, "lease": lease.total_seconds()}
        rows = await self._db.execute(_CLAIM[self._dialect], which)
        return sorted(map(from_row, rows), key=lambda timer: (timer.due_at, timer.id))

    async def done(self, timer: str) -> bool:
        return (await self._db.execute(_DONE, {"which": timer})).rowcount > 0

    async def failed(self, timer: str) -> bool:
        found = await self._db.execute(_FAILED, {"which": timer})
        return bool(found.scalar_one_or_none())

    async def set_aside(self) -> Sequence[Timer]:
        return [from_row(row) for row in await self._db.execute(_SET_ASIDE)]

    async def once_more(self) -> int:
        return (await self._db.execute(_ONCE_MORE)).rowcount

    async def drop(
        self, *, conversation: ConversationId | None = None, occurrence: str | None = None
    ) -> None:
        which = {"of_conversation": conversation, "of_occurrence": occurrence}
        await self._db.execute(_DROP, which)

    async def next_due(self, kind: TimerKind | None = None) -> datetime | None:
        if kind is None:
            found = await self._db.execute(_NEXT)
        else:
            found = await self._db.execute(_NEXT_OF, {"of_kind": kind.value})
        due: datetime | None = found.scalar_one_or_none()
        return due


def to_row(timer: Timer) -> dict[str, Any]:
    """Write a timer, in nobody's hands."""
    return {
        "id": timer.id,
        "client": timer.client,
        "counselor": timer.counselor,
        "kind": timer.kind.value,
        "due_at": timer.due_at,
        "conversation": timer.conversation,
        "turn": timer.turn,
        "occurrence": timer.occurrence,
        "holder": None,
        "held_until": None,
        "failures": 0,
    }


def from_row(row: Row[Any]) -> Timer:
    """Read a timer."""
    conversation = None if row.conversation is None else ConversationId(row.conversation)
    return Timer(
        id=row.id,
        client=None if row.client is None else ClientId(row.client),
        counselor=None if row.counselor is None else CounselorId(row.counselor),
        kind=TimerKind(row.kind),
        due_at=row.due_at,
        conversation=conversation,
        turn=row.turn,
        occurrence=row.occurrence,
    )
