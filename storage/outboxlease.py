"""How a message is taken from the outbox: the statements of its leases.

The head of a chat is its first pending message, by priority, then age. It may be taken when no
other message of the chat is in anybody's hands. On PostgreSQL one replica at a time chooses, so
that each sees what the one before took; a unique index stands behind that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, func, or_, select, tuple_, update

from bot.ports import OutboxState
from storage.dbclock import DbLater
from storage.leasing import lapsed
from storage.repository import literal
from storage.rules import HELD
from storage.tables import outbox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, FromClause, Row, Update
    from sqlalchemy.sql.elements import Tuple

_GATE = 0x5717  # any number that is ours alone among the database's advisory locks
ONE_AT_A_TIME = select(func.pg_advisory_xact_lock(_GATE))
"""Wait until no other replica is choosing; PostgreSQL frees it with the transaction."""


def _order(table: FromClause) -> Tuple:
    return tuple_(table.c.priority, table.c.created_at, table.c.number)


def _in_hands(table: FromClause) -> ColumnElement[bool]:
    """Say in the very words of the partial index that a row is in somebody's hands.

    SQLite uses it for nothing else, and would read every message there ever was.
    """
    return table.c.state.in_([literal(state) for state in sorted(HELD)])


_pending = literal(OutboxState.PENDING)
_head = outbox.alias("head")
_held = outbox.alias("held")

_earlier = outbox.alias("earlier")
_takeable = (
    select(_head.c.number)
    .where(
        _head.c.state == _pending,
        or_(_head.c.not_before.is_(None), _head.c.not_before <= bindparam("now")),
        _head.c.chat.not_in(bindparam("busy", expanding=True)),
        ~exists().where(
            _held.c.chat == _head.c.chat,
            _in_hands(_held),
        ),
        ~exists().where(
            _earlier.c.chat == _head.c.chat,
            _earlier.c.state == _pending,
            _order(_earlier) < _order(_head),
        ),
    )
    .order_by(_head.c.priority, _head.c.created_at, _head.c.number)
    .limit(bindparam("most"))
    .with_for_update(of=_head, skip_locked=True)
    # As a subquery PostgreSQL may run it anew for every row, and so take more than asked for.
    .cte("takeable")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)

LEASE = (
    update(outbox)
    .where(outbox.c.number.in_(select(_takeable.c.number)))
    .values(state=OutboxState.LEASED, holder=bindparam("me"), held_until=DbLater("lease"))
    .returning(outbox)
)
"""Take the heads; binds `now`, `busy`, `most`, `me`, `lease` (seconds)."""

FREE = {
    dialect: update(outbox)
    .where(_in_hands(outbox), outbox.c.state == literal(OutboxState.LEASED), free)
    .values(state=OutboxState.PENDING, holder=None, held_until=None)
    for dialect, free in lapsed(outbox).items()
}
"""Give back what nobody holds any more; binds `me`."""

RECOVER = {
    dialect: update(outbox)
    .where(
        outbox.c.number.in_(
            select(outbox.c.number)
            .where(_in_hands(outbox), outbox.c.state == literal(OutboxState.SENDING), free)
            .with_for_update(skip_locked=True)
        )
    )
    .values(holder=bindparam("me"))
    .returning(outbox)
    for dialect, free in lapsed(outbox).items()
}
"""Take over what was being sent by somebody who holds it no more; binds `me`."""


def in_reach(statement: Update) -> Mapping[str, Update]:
    """Let a statement, by dialect, touch no message that somebody else holds; binds `me`.

    Whoever was frozen finds what it was sending with another by now, or still under its old name.
    """
    mine = outbox.c.holder == bindparam("me")
    return {dialect: statement.where(or_(mine, free)) for dialect, free in lapsed(outbox).items()}


def by_order(row: Row[Any]) -> tuple[Any, ...]:
    """Give the order in which messages leave."""
    return row.priority, row.created_at, row.number
