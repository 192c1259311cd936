from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.people import Standing

if TYPE_CHECKING:
    from tests.bot.services.room import Room

DAY = timedelta(days=1)


async def until(room: Room, typed: str) -> str:
    await room.give("pause")
    await room.tap("Until a date")
    await room.write(typed)
    return room.last().text


async def test_two_weeks(room: Room) -> None:
    await room.welcome()
    await room.give("pause")
    await room.tap("Two weeks")
    assert room.last().text.startswith("Quiet until Monday, March 16.")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("May 12", "Tuesday, May 12"),
        ("friday", "Friday, March 6"),
        ("in three weeks", "Monday, March 23"),
        ("Four weeks", "Monday, March 30"),
    ],
)
async def test_a_date_is_understood_as_one_types_it(room: Room, typed: str, day: str) -> None:
    await room.welcome()
    assert (await until(room, typed)).startswith(f"Quiet until {day}.")
    assert (await room.client()).standing is Standing.PAUSED


async def test_on_that_day_prompts_come_again(room: Room) -> None:
    await room.welcome()
    await until(room, "March 10")
    paused = (await room.client()).paused_until
    assert paused == datetime(2026, 3, 10, 4, tzinfo=UTC)  # midnight, the clocks have changed
    await room.pass_(7 * DAY)
    await room.pass_(DAY)
    assert [one.local_date.day for _, one in room.occurrences()] == [10]
    assert (await room.client()).standing is Standing.ACTIVE


async def test_a_pause_that_ends_today_is_none(room: Room) -> None:
    await room.welcome()
    assert await until(room, "today") == room.say("pause.past")
    assert (await room.client()).standing is Standing.ACTIVE
    assert await until(room, "some day") == room.say("unread.day")


async def test_who_has_stopped_stays_so(room: Room) -> None:
    await room.welcome()
    await room.give("pause")
    keys = room.last()
    await room.give("stop")
    await room.press(keys, keys.keys["Until a date"])
    await room.write("May 12")
    assert room.last().text == room.say("stop.already")
    assert (await room.client()).standing is Standing.STOPPED
