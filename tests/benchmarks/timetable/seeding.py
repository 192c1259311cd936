"""A store full of clients: some with a prompt due at one instant, many timers asleep."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, select, update

from bot.people import Client, ClientId, Quiet, Standing
from bot.ports import Timer, TimerKind
from bot.schedule.ahead import Course, nexts
from bot.schedule.occurrences import State
from bot.schedule.pacing import Rest
from storage.engine import open_engine, read_url
from storage.tables import occurrences, timers
from tests.benchmarks.timetable.planning import plans

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports import Work, Works

FIRST_CHAT: Final = 1_000_000
AT_ONCE: Final = 200
"""Clients to a transaction."""
LATER: Final = datetime(2040, 1, 1, tzinfo=UTC)
LASTING: Final = timedelta(hours=12)
"""From when a prompt is due until it expires."""
PROMPT: Final = "prompt:"
_NEXT = (
    select(func.min(timers.c.id))
    .join(occurrences, occurrences.c.id == timers.c.occurrence)
    .where(timers.c.kind == TimerKind.PROMPT.value, occurrences.c.state == State.PLANNED.value)
    .group_by(timers.c.client)
    .limit(bindparam("most"))
)
_TIMER = timers.c.id == bindparam("which")
_OCCURRENCE = occurrences.c.id == bindparam("of")
_AWAKE: Final = Quiet(LATER.time(), LATER.time())


async def enrol(works: Works, first: int, count: int, now: datetime, key: bytes) -> None:
    """Keep so many clients with their plans, the next occurrences and their timers."""
    for start in range(first, first + count, AT_ONCE):
        async with works() as work:
            for number in range(start, min(start + AT_ONCE, first + count)):
                await _enrol(work, number, now, key)


async def _enrol(work: Work, number: int, now: datetime, key: bytes) -> None:
    client = Client(
        ClientId(f"{number:032x}"),
        FIRST_CHAT + number,
        created_at=now,
        zone="Europe/Madrid",
        standing=Standing.ACTIVE,
        consent="for measuring",
        adult=True,
        quiet=_AWAKE,
        enrolled_at=now,
        seen_at=now,
    )
    await work.clients.add(client)
    theirs = plans(number, now.date() + timedelta(days=1))
    for plan in theirs:
        await work.plans.put(plan, now)
    courses = [Course(plan) for plan in theirs]
    coming = nexts(courses, client.zoneinfo, {}, now, key, Rest(client.quiet))
    for send in coming.values():
        id_ = await work.plans.materialise(send.occurrence, now)
        if id_ is not None:
            await work.timers.set(
                Timer(
                    f"{PROMPT}{id_}",
                    client.id,
                    TimerKind.PROMPT,
                    send.occurrence.due_at,
                    occurrence=id_,
                )
            )


async def meet(url: str, at: datetime, count: int) -> int:
    """Let the next prompt of so many clients be due at one instant; return how many are.

    What else they have planned is put off, so that only these are due.
    """
    engine = open_engine(read_url(url))
    async with engine.begin() as connection:
        await connection.execute(update(timers).values(due_at=LATER))
        met = (await connection.execute(_NEXT, {"most": count})).scalars().all()
        one = [{"which": id_, "of": id_.removeprefix(PROMPT)} for id_ in met]
        due = {"due_at": at, "held_until": None}
        await connection.execute(update(timers).where(_TIMER).values(due), one)
        lasts = {"due_at": at, "expires_at": at + LASTING}
        await connection.execute(update(occurrences).where(_OCCURRENCE).values(lasts), one)
    await engine.dispose()
    return len(met)


async def rest(url: str) -> None:
    """Let nothing be due for years."""
    engine = open_engine(read_url(url))
    async with engine.begin() as connection:
        await connection.execute(update(timers).values(due_at=LATER))
    await engine.dispose()


def sleep(database: Path, count: int, clients: int) -> None:
    """Add so many timers that are due in years, of clients who are there."""
    rows = (
        (f"idle:{n}", f"{n % clients:032x}", "prompt", sql(LATER + timedelta(seconds=n)))
        for n in range(count)
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany(
            "INSERT INTO timers (id, client, kind, due_at) VALUES (?, ?, ?, ?)", rows
        )


def sql(at: datetime) -> str:
    """Write an instant as the store does."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
