"""Nights with the whole service and a moved clock: what passed through is gone, and who left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.retention import next_night
from tests.journeys.client import meet, with_goal
from tests.journeys.house import a_house

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.house import House

DAY = timedelta(days=1)


def asked(file: Path, question: str) -> list[object]:
    """Ask the database's file itself."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute(question)]


def days(folder: Path) -> list[object]:
    """Give the days that have a key still."""
    like = "SELECT substr(name, 13) FROM keys WHERE name LIKE 'service/day/%' ORDER BY name"
    return asked(folder / "stillwater.keys.db", like)


async def a_night(house: House) -> None:
    """Live on until the next night is done."""
    await house.live_to(next_night(house.clock.now()) + timedelta(minutes=1))


async def test_some_nights_and_a_client_who_leaves(tmp_path: Path) -> None:
    store = tmp_path / "stillwater.db"
    async with a_house(tmp_path) as house:
        client = meet(house)
        await with_goal(client)
        assert days(tmp_path) == ["2026-03-02"]
        bodies = "SELECT COUNT(*) FROM {} WHERE body IS NOT NULL"
        assert asked(store, bodies.format("inbox")) == [0]
        assert asked(store, bodies.format("outbox")) == [0]
        await a_night(house)
        assert days(tmp_path) == ["2026-03-02"]  # it is over for three hours
        mirror = (await client.say("/mirror"))[-1]
        for _ in range(2):
            await a_night(house)
        assert "2026-03-02" not in days(tmp_path)
        assert asked(store, "SELECT done_at FROM chores") == ["2026-03-05 03:00:00.000000"]
        assert asked(store, "SELECT COUNT(*) FROM outbox WHERE client IS NULL") == [0]
        again = (await client.say("/mirror"))[-1]
        assert again.text == mirror.text

        await house.tg.block(client.id)
        await house.settle()
        await house.advance(90 * DAY)
        assert asked(store, "SELECT COUNT(*) FROM clients") == [1]
        await a_night(house)
        for table in ("clients", "words", "conversations", "occurrences", "timers", "outbox"):
            whose = "client IS NOT NULL" if table in {"timers", "outbox"} else "1"
            assert asked(store, f"SELECT COUNT(*) FROM {table} WHERE {whose}") == [0], table  # noqa: S608 - names of our own
        assert len(asked(tmp_path / "stillwater.keys.db", "SELECT name FROM keys")) == len(
            [*days(tmp_path), "seal", "lookup", "occurrences", "buttons"]
        )
