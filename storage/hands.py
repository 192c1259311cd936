"""In whose hands a chat is: how replicas on one PostgreSQL share the inbox.

A row is in the hands of a replica for as long as that one lives. Who takes what of a chat is
settled under the chat's own lock, and nobody takes a row while an earlier one of its chat waits or
is in other hands; what is urgent waits only for what is urgent. A lock lasts as long as its
transaction, so whoever was frozen in the middle of one has everything they hold still to lose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Integer,
    LargeBinary,
    all_,
    and_,
    any_,
    bindparam,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from storage.replicas import lives
from storage.repository import literal
from storage.tables import inbox

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    from sqlalchemy import ColumnElement, FromClause, Row
    from sqlalchemy.sql.elements import Tuple

_KIND: Final = 0x5718  # a room of its own among the database's advisory locks

_keys = func.unnest(bindparam("keys", type_=ARRAY(Integer))).column_valued("key")
LOCK = select(func.pg_advisory_xact_lock(literal_column(str(_KIND)), _keys))
"""Wait until each of these chats is nobody's to share out but ours; binds `keys`, sorted."""
TRY_LOCK = select(_keys).where(func.pg_try_advisory_xact_lock(literal_column(str(_KIND)), _keys))
"""Give those that are so at once."""


def key_of(chat: bytes) -> int:
    """Give the number that a chat's lock goes by; two chats may share one."""
    return int.from_bytes(chat[:4], "big", signed=True)


def _waits(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.state != literal("done"), table.c.state == literal("waiting"))


def _mine(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.holder == bindparam("me"), lives(table.c.holder))


def _order(table: FromClause) -> Tuple:
    return tuple_(not_(table.c.urgent), table.c.update)


_CHATS = bindparam("chats", type_=ARRAY(LargeBinary))
_known = bindparam("known", type_=ARRAY(BigInteger))
MINE = or_(inbox.c.holder.is_(None), _mine(inbox))
"""What may be done by this process: what is in its hands, or in nobody's; binds `me`."""

OPEN_OF = select(inbox.c.update, inbox.c.chat, inbox.c.urgent, _mine(inbox).label("mine")).where(
    _waits(inbox), inbox.c.chat == any_(_CHATS)
)
"""What waits of these chats; binds `chats` and `me`."""

_one = inbox.alias("one")
_FREE = and_(
    _waits(_one),
    _one.c.chat.is_not(None),
    or_(
        _one.c.holder.is_(None),
        not_(lives(_one.c.holder)),
        and_(_one.c.holder == bindparam("me"), _one.c.update != all_(_known)),
    ),
)
_first = (
    select(_one.c.chat)
    .where(_FREE)
    .order_by(not_(_one.c.urgent), _one.c.update)
    .limit(bindparam("most"))
    .subquery()
)
FREE_CHATS = select(_first.c.chat).distinct()
"""Of which chats something is in nobody's hands; binds `me`, `known`, `most`."""

_free = (
    select(_one.c.update, _one.c.chat, _one.c.urgent)
    .where(_FREE, _one.c.chat == any_(_CHATS))
    .order_by(not_(_one.c.urgent), _one.c.update)
    .limit(bindparam("most"))
    .with_for_update(of=_one, skip_locked=True)
    .cte("free")
    .prefix_with("MATERIALIZED")
)
_other = inbox.alias("other")
_in_the_way = exists().where(
    _waits(_other),
    _other.c.chat == _free.c.chat,
    _other.c.update.not_in(select(_free.c.update)),
    not_(func.coalesce(_mine(_other), False)),
    or_(
        _order(_other) < _order(_free),
        and_(lives(_other.c.holder), or_(_other.c.urgent, not_(_free.c.urgent))),
    ),
)
TAKE = (
    update(inbox)
    .where(inbox.c.update.in_(select(_free.c.update).where(~_in_the_way)))
    .values(holder=bindparam("me"))
    .returning(inbox)
)
"""Take what may be taken of these chats; binds `me`, `known`, `chats`, `most`."""


def shared_out(
    rows: Iterable[Mapping[str, Any]], waits: Sequence[Row[Any]], hold: Collection[int]
) -> set[int]:
    """Say which of some new rows this process may hold, if it is to hold so many at most.

    `waits` is what `OPEN_OF` found of their chats.
    """
    shut = {lane for one in waits if not one.mine for lane in _lanes(one.chat, one.urgent)}
    held = set()
    for row in sorted(rows, key=lambda row: (not row["urgent"], row["update"])):
        if row["update"] in hold and (row["chat"], row["urgent"]) not in shut:
            held.add(row["update"])
        else:
            shut.update(_lanes(row["chat"], row["urgent"]))
    return held


def _lanes(chat: bytes, urgent: bool) -> Iterable[tuple[bytes, bool]]:
    """Give what must wait behind such a row: of its chat, what is as urgent or less."""
    return ((chat, False), (chat, True)) if urgent else ((chat, False),)
