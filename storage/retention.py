"""Retention: what is past its period goes, in batches, and the keys that nothing needs any more."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import BindParameter, bindparam, delete, exists, func, select, update

from bot.counsel.draft import first_turn, instant_of
from bot.errors import KeyLost, SealBroken
from bot.interview.emptied import emptied
from bot.people import ClientId
from bot.ports.retention import Over
from bot.retention import Kind
from storage.ages import AGED, FULL, INVITED, PEOPLE
from storage.apart import DAYS, INVITES, day_of
from storage.conversations import from_row, to_row
from storage.invites import NOTHING
from storage.repository import Shedding, literal
from storage.tables import chores, conversations, drafts, inbox, invites, outbox, scripts
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


SETTLED: Final = timedelta(hours=1)
"""A key of an invitation this old belongs to one that was committed, or to none."""
NIGHT: Final = "night"
"""The chore that retention is."""
_DAY: Final = timedelta(days=1)
_DRAFTED = drafts.c.turn < bindparam("before")
_DRAFTS_OVER = select(func.count(), func.min(drafts.c.turn)).where(_DRAFTED)
_DRAFTS_GO = delete(drafts).where(_DRAFTED)
_INVITES_GO = INVITED.go.returning(invites.c.id)
_FULL = select(*conversations.c["id", "client", "state", "turn", "at"]).where(
    conversations.c.id.in_(FULL.batch)
)
_EMPTIED = (
    update(conversations)
    .where(conversations.c.id == bindparam("which"), conversations.c.turn == bindparam("before"))
    .values(emptied_at=bindparam("emptied"))
)
_played = (
    conversations.c.script == scripts.c.name,
    conversations.c.version == scripts.c.version,
)
_UNPINNED = (
    select(*scripts.c["name", "version"])
    .where(
        exists().where(*_played), ~exists().where(*_played, conversations.c.emptied_at.is_(None))
    )
    .order_by(scripts.c.name, scripts.c.version)
)
_FORGET_VERSION = delete(scripts).where(
    scripts.c.name == bindparam("of"), scripts.c.version == bindparam("at")
)
_FROM: BindParameter[datetime] = bindparam("from")
_TO: BindParameter[datetime] = bindparam("to")
_NEEDED = (
    select(literal("1")).where(
        inbox.c.state != literal("done"), inbox.c.received_at >= _FROM, inbox.c.received_at < _TO
    ),
    select(literal("1")).where(
        outbox.c.client.is_(None),
        outbox.c.created_at >= _FROM,
        outbox.c.created_at < _TO,
        outbox.c.body.is_not(None),
    ),
)
"""What of a day still needs its key, beside drafts."""
_BEGUN = select(drafts.c.turn).where(drafts.c.client.is_(None))
_NAMING = select(invites.c.id).where(invites.c.body != NOTHING)
_DONE = select(chores.c.done_at).where(chores.c.name == NIGHT)
_NOTE = keep_last(chores)


class SqlRetention(Shedding[str]):
    """What is past its period, in every table."""

    noted = False
    """Whether a night's work was noted as done."""

    async def over(self, kind: Kind, before: datetime) -> Over:
        if kind is Kind.DRAFTS:
            asked = await self._db.execute(_DRAFTS_OVER, {"before": first_turn(before)})
            rows, turn = asked.one()
            return Over(rows, instant_of(turn) if rows else None)
        aged = {Kind.ANSWERS: (FULL,), Kind.INVITES: (INVITED,)}.get(kind) or AGED.get(kind)
        counts = [
            (await self._db.execute(one.over, {"before": before})).one()
            for one in aged or (PEOPLE[kind],)
        ]
        oldest = [at for _, at in counts if at is not None]
        return Over(sum(rows for rows, _ in counts), min(oldest, default=None))

    async def purge(self, kind: Kind, before: datetime, most: int) -> int:
        if kind is Kind.DRAFTS:
            return (await self._db.execute(_DRAFTS_GO, {"before": first_turn(before)})).rowcount
        if kind is Kind.INVITES:
            went = await self._db.execute(_INVITES_GO, {"before": before, "most": most})
            ids = went.scalars().all()
            self._shed.extend(f"{INVITES}{one}" for one in ids)
            return len(ids)
        gone = 0
        for aged in AGED[kind]:
            which = {"before": before, "most": most - gone}
            gone += (await self._db.execute(aged.go, which)).rowcount
        return gone

    async def empty(self, before: datetime, at: datetime, most: int) -> int:
        rows = (await self._db.execute(_FULL, {"before": before, "most": most})).all()
        await self._vault.all_of(row.client for row in rows)  # in one query
        for row in rows:
            new: dict[str, Any] = {"emptied": at, "which": row.id, "before": row.turn}
            try:
                seal = await self._vault.of(row.client)
                talk = emptied(from_row(row, seal))
                new["state"] = to_row(talk, seal, row.at)["state"]
            except (SealBroken, KeyLost):  # nobody reads it, and it is named where it is read
                new["state"] = row.state
            await self._db.execute(_EMPTIED, new)
        return len(rows)

    async def people(self, kind: Kind, before: datetime, most: int) -> Sequence[ClientId]:
        found = await self._db.execute(PEOPLE[kind].batch, {"before": before, "most": most})
        return [ClientId(one) for one in found.scalars()]

    async def unpinned(self) -> Sequence[tuple[str, str]]:
        return [(row.name, row.version) for row in await self._db.execute(_UNPINNED)]

    async def forget_version(self, name: str, version: str) -> None:
        await self._db.execute(_FORGET_VERSION, {"of": name, "at": version})

    async def loose(self, before: datetime) -> Sequence[str]:
        keys = self._vault.apart
        days = await keys.named(DAYS, timedelta())
        over = [name for name in days if _end(day_of(name)) <= before]
        loose = [name for name in over if not await self._needed(day_of(name))]
        naming = set((await self._db.execute(_NAMING)).scalars())
        invited = await keys.named(INVITES, SETTLED)
        return loose + [one for one in invited if one.removeprefix(INVITES) not in naming]

    async def destroy(self, keys: Sequence[str]) -> None:
        self._shed.extend(keys)

    async def done(self) -> datetime | None:
        at: datetime | None = (await self._db.execute(_DONE)).scalar_one_or_none()
        return at

    async def note(self, at: datetime) -> None:
        await self._db.execute(_NOTE[self._dialect], {"name": NIGHT, "done_at": at})
        self.noted = True

    async def _needed(self, day: date) -> bool:
        which = {"from": _end(day) - _DAY, "to": _end(day)}
        for one in _NEEDED:
            if (await self._db.execute(one.limit(1), which)).first() is not None:
                return True
        turns = (await self._db.execute(_BEGUN)).scalars()
        return any(instant_of(turn).date() == day for turn in turns)


def _end(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + _DAY
