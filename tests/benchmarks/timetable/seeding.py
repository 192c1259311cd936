"""A store full of clients: some with a prompt due at one instant, many timers asleep."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.people import Client, ClientId, Quiet, Standing
from bot.ports import Timer, TimerKind
from bot.schedule.ahead import Course, nexts
from bot.schedule.pacing import Rest
from tests.benchmarks.timetable.planning import plans

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports import Work, Works

FIRST_CHAT: Final = 1_000_000
AT_ONCE: Final = 200
"""Clients to a transaction."""
LATER: Final = datetime(2040, 1, 1, tzinfo=UTC)
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
                    f"prompt:{id_}",
                    client.id,
                    TimerKind.PROMPT,
                    send.occurrence.due_at,
                    occurrence=id_,
                )
            )


def meet(database: Path, at: datetime, count: int) -> int:
    """Let the next prompt of so many clients be due at one instant; return how many are.

    What else they have planned is put off, so that only these are due.
    """
    due, end = (_sql(one) for one in (at, at + timedelta(hours=12)))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE timers SET due_at = ?", (_sql(LATER),))
        chosen = connection.execute(
            "SELECT MIN(t.id), t.occurrence FROM timers t JOIN occurrences o ON o.id = t.occurrence"
            " WHERE t.kind = 'prompt' AND o.state = 'planned' GROUP BY t.client LIMIT ?",
            (count,),
        ).fetchall()
        connection.executemany(
            "UPDATE timers SET due_at = ?, held_until = NULL WHERE id = ?",
            [(due, timer) for timer, _ in chosen],
        )
        connection.executemany(
            "UPDATE occurrences SET due_at = ?, expires_at = ? WHERE id = ?",
            [(due, end, occurrence) for _, occurrence in chosen],
        )
    return len(chosen)


def sleep(database: Path, count: int, clients: int) -> None:
    """Add so many timers that are due in years, of clients who are there."""
    rows = (
        (f"idle:{n}", f"{n % clients:032x}", "prompt", _sql(LATER + timedelta(seconds=n)))
        for n in range(count)
    )
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany(
            "INSERT INTO timers (id, client, kind, due_at) VALUES (?, ?, ?, ?)", rows
        )


def _sql(at: datetime) -> str:
    """Write an instant as the store does."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
