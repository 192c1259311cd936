"""Histories: one client's prompts with what came of each, and all that happened, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BindParameter, bindparam, case, func, literal, select, union_all

from bot.interview.conversation import Status
from bot.research.records import Happened, Of, Prompted
from bot.research.sheets import AGREED, BEGAN, CHANGED, WITHDREW
from bot.schedule.occurrences import State
from storage.occurrences import from_row
from storage.paged import Paged
from storage.tables import (
    consents,
    conversations,
    occurrence_events,
    occurrences,
    plan_versions,
    plans,
    told,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row

    from bot.people import ClientId

WHOSE: Final[BindParameter[str]] = bindparam("whose", type_=occurrences.c.client.type)
_SHOWING: Final = "showing words "
_ITS = occurrence_events.c.occurrence == occurrences.c.id


def _first(label: str, *states: State) -> ColumnElement[Any]:
    """When a prompt first came to one of these states."""
    came = occurrence_events.c.state.in_([one.value for one in states])
    return select(func.min(occurrence_events.c.at)).where(_ITS, came).scalar_subquery().label(label)


PROMPTED: Final = Paged(
    select(
        occurrences,
        _first("sent_at", State.SENT),
        _first("answered_at", State.ANSWERED, State.LATE),
        select(occurrence_events.c.at)
        .where(_ITS)
        .order_by(occurrence_events.c.number.desc())
        .limit(1)
        .scalar_subquery()
        .label("settled_at"),
    ).where(occurrences.c.client == WHOSE),
    (occurrences.c.due_at, occurrences.c.id),
)
_OVER = (Status.DONE, Status.STOPPED, Status.LAPSED)
_HAPPENED = union_all(
    select(
        occurrence_events.c.at,
        literal(Of.PROMPT.value).label("of"),
        occurrence_events.c.number,
        occurrence_events.c.state.label("what"),
        occurrences.c.id.label("subject"),
        occurrences.c.checkin.label("about"),
        occurrences.c.zone,
    )
    .join_from(occurrence_events, occurrences)
    .where(occurrences.c.client == WHOSE),
    select(
        conversations.c.began_at,
        literal(Of.CHECKIN.value),
        literal(0),
        literal(BEGAN),
        conversations.c.id,
        conversations.c.script,
        literal(""),
    ).where(conversations.c.client == WHOSE),
    select(
        conversations.c.at,
        literal(Of.CHECKIN.value),
        literal(1),
        conversations.c.status,
        conversations.c.id,
        conversations.c.script,
        literal(""),
    ).where(
        conversations.c.client == WHOSE,
        conversations.c.status.in_([one.value for one in _OVER]),
    ),
    select(
        plan_versions.c.at,
        literal(Of.PLAN.value),
        plan_versions.c.version,
        literal(CHANGED),
        plan_versions.c.plan,
        literal(""),
        literal(""),
    )
    .join_from(plan_versions, plans)
    .where(plans.c.client == WHOSE),
    select(
        consents.c.at,
        literal(Of.CONSENT.value),
        consents.c.number,
        case((consents.c.agreed, literal(AGREED)), else_=literal(WITHDREW)),
        literal(""),
        consents.c.what,
        literal(""),
    ).where(consents.c.client == WHOSE),
    select(
        told.c.at,
        literal(Of.WORDS.value),
        literal(0),
        told.c.effect,
        told.c.words,
        literal(""),
        literal(""),
    ).where(told.c.client == WHOSE),
).subquery("happened")
HAPPENED: Final = Paged(
    select(_HAPPENED), tuple(_HAPPENED.c["at", "of", "number", "what", "subject"])
)


def prompted(row: Row[Any]) -> Prompted:
    """Read a prompt."""
    return Prompted(row.id, from_row(row), row.sent_at, row.answered_at, row.settled_at)


def happened(row: Row[Any], client: ClientId, zone: str) -> Happened:
    """Read an event; `zone` is the client's own, where the event has none."""
    of, about, subject = Of(row.of), row.about, row.subject
    if of is Of.CONSENT and about.startswith(_SHOWING):  # one by one, with their id
        about, subject = _SHOWING.strip(), about.removeprefix(_SHOWING)
    return Happened(client, row.at, row.zone or zone, of, row.what, about, subject)
