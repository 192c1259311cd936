"""Gauges: one statement that counts what waits, by indexes alone, and never far."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, literal_column, select, union_all

from bot.ports import OutboxState
from bot.ports.gauges import CAPPED, LATE, Depths, Waits
from storage.repository import Repository, literal
from storage.rules import HELD, SET_ASIDE_AFTER
from storage.tables import damaged, episodes, inbox, outbox, timers

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

_NOT_DONE = inbox.c.state != literal("done")  # in the very words of the partial index
_STUCK = timers.c.failures >= literal_column(str(SET_ASIDE_AFTER))
_HELD = outbox.c.state.in_([literal(state) for state in sorted(HELD)])


def _some(since: ColumnElement[datetime], *where: ColumnElement[bool]) -> Select[Any]:
    return select(since.label("since")).where(*where).limit(literal_column(str(CAPPED)))


def _outbox(state: OutboxState) -> Select[Any]:
    return _some(outbox.c.created_at, outbox.c.state == literal(state))


_LOOKED: Final = (
    ("inbox", _some(inbox.c.received_at, _NOT_DONE, inbox.c.state == "waiting")),
    ("aside", _some(inbox.c.received_at, _NOT_DONE, inbox.c.state == "aside")),
    ("due", _some(timers.c.due_at, timers.c.due_at <= bindparam("now"), ~_STUCK)),
    ("late", _some(timers.c.due_at, timers.c.due_at <= bindparam("before"), ~_STUCK)),
    ("stuck", _some(timers.c.due_at, _STUCK)),
    ("unsent", _outbox(OutboxState.PENDING)),
    ("unsent", _some(outbox.c.created_at, _HELD)),
    ("uncertain", _outbox(OutboxState.UNCERTAIN)),
    ("episodes", _some(episodes.c.began_at, episodes.c.over_at.is_(None))),
    ("damaged", _some(damaged.c.found_at)),
)
"""Whose number it adds to, and the rows."""


def _counted(what: str, rows: Select[Any]) -> Select[Any, Any, Any]:
    found = rows.subquery()
    return select(
        literal(what).label("what"),
        func.count().label("many"),
        func.min(found.c.since).label("since"),
    ).select_from(found)


READ: Final = union_all(*(_counted(what, rows) for what, rows in _LOOKED))


class SqlGauges(Repository):
    """What waits, counted."""

    async def read(self, now: datetime) -> Depths:
        waits = {field.name: Waits() for field in fields(Depths)}
        for what, many, since in await self._db.execute(READ, {"now": now, "before": now - LATE}):
            waits[what] = _with(waits[what], many, since)
        return Depths(**waits)


def _with(waits: Waits, many: int, since: datetime | None) -> Waits:
    known = [one for one in (waits.since, since) if one is not None]
    return Waits(waits.many + many, min(known, default=None))
