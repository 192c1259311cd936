"""Ages: what of each table is past a period, found by how old a row is, let go of in batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, exists, func, or_, select, tuple_

from bot.interview.conversation import Status
from bot.people import Standing
from bot.ports import OutboxState
from bot.retention import Kind
from bot.schedule.occurrences import State
from storage.repository import literal
from storage.rules import OPEN
from storage.tables import (
    briefs,
    clients,
    conversations,
    episodes,
    inbox,
    incoming,
    invites,
    looks,
    occurrences,
    outbox,
    ratings,
    said,
    told,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter, ColumnElement, Delete, FromClause, Select, Table

BEFORE: Final[BindParameter[datetime]] = bindparam("before")


@dataclass(frozen=True, slots=True)
class Aged:
    """Rows of a table that may go once they are old."""

    table: Table
    at: str
    """The column that tells how old a row is."""
    where: Callable[[FromClause], Sequence[ColumnElement[bool]]] = lambda _: ()
    """Which may; a partial index is named in its very words."""

    @property
    def over(self) -> Select[Any, Any]:
        """Count those that are old, and give the oldest; binds `before`."""
        at = self.table.c[self.at]
        every: Select[Any, Any] = select(func.count(), func.min(at, type_=at.type))
        return every.where(at < BEFORE, *self.where(self.table))

    @property
    def batch(self) -> Select[Any]:
        """Give the keys of the oldest; binds `before` and `most`."""
        old = self.table.alias("old")
        return (
            select(*(old.c[column.name] for column in self.table.primary_key))
            .where(old.c[self.at] < BEFORE, *self.where(old))
            .order_by(old.c[self.at])
            .limit(bindparam("most"))
        )

    @property
    def go(self) -> Delete:
        """Delete the oldest; binds `before` and `most`."""
        keys = tuple(self.table.primary_key)
        which = keys[0] if len(keys) == 1 else tuple_(*keys)
        return delete(self.table).where(which.in_(self.batch))


def _began_lately(old: FromClause) -> ColumnElement[bool]:
    theirs = conversations.alias("theirs")
    return exists().where(theirs.c.client == old.c.id, theirs.c.at >= BEFORE)


def _met(old: FromClause) -> Sequence[ColumnElement[bool]]:
    """Say which prompts are over and not counted any more in a silence that goes on."""
    whose = clients.alias("whose")
    awake = func.coalesce(whose.c.woken_at, whose.c.created_at)
    return (
        old.c.state != literal(State.PLANNED),
        old.c.state != State.SNOOZED.value,
        old.c.expires_at < BEFORE,
        old.c.due_at < select(awake).where(whose.c.id == old.c.client).scalar_subquery(),
    )


PEOPLE: Final[Mapping[Kind, Aged]] = {
    Kind.ARRIVING: Aged(
        clients,
        "created_at",
        lambda old: (old.c.standing == literal(Standing.ARRIVING), ~_began_lately(old)),
    ),
    Kind.GONE: Aged(clients, "gone_at", lambda old: (old.c.gone_at.is_not(None),)),
    Kind.STOPPED: Aged(
        clients, "seen_at", lambda old: (old.c.standing == literal(Standing.STOPPED),)
    ),
}
"""Who is erased whole."""
FULL: Final = Aged(
    conversations,
    "at",
    lambda old: (old.c.emptied_at.is_(None), old.c.status != literal(Status.WAITING)),
)
"""Conversations that are over and have their answers still."""
INVITED: Final = Aged(invites, "expires_at")
AGED: Final[Mapping[Kind, Sequence[Aged]]] = {
    Kind.UPDATES: (Aged(inbox, "received_at", lambda old: (old.c.state == literal("done"),)),),
    Kind.ASIDE: (
        Aged(
            inbox,
            "received_at",
            lambda old: (old.c.state != literal("done"), old.c.state == "aside"),
        ),
        Aged(outbox, "created_at", lambda old: (old.c.state == literal(OutboxState.UNCERTAIN),)),
    ),
    Kind.MESSAGES: (
        Aged(
            outbox,
            "created_at",
            lambda old: (old.c.client.is_not(None), old.c.state.not_in(sorted(OPEN))),
        ),
    ),
    Kind.PASSING: (
        Aged(
            outbox,
            "created_at",
            lambda old: (old.c.client.is_(None), old.c.state.not_in(sorted(OPEN))),
        ),
    ),
    Kind.INCOMING: (Aged(incoming, "at"),),
    Kind.SAID: (Aged(said, "at"),),
    Kind.OCCURRENCES: (Aged(occurrences, "due_at", _met),),
    Kind.BRIEFS: (Aged(briefs, "sent_at"),),
    Kind.EPISODES: (Aged(episodes, "over_at", lambda old: (old.c.over_at.is_not(None),)),),
    Kind.LOOKS: (Aged(looks, "at"),),
    Kind.WORDS: (
        Aged(words, "at", lambda old: (or_(old.c.shown_at.is_(None), old.c.shown_at < BEFORE),)),
    ),
    Kind.RATINGS: (Aged(ratings, "at"),),
    Kind.TOLD: (Aged(told, "at"),),
}
"""What goes by its age alone."""
