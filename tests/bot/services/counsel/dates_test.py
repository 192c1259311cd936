"""The next date with one tap: the same wall time, once, and never one that has passed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.services.briefing.meeting import SESSION, before, settle, until
from tests.bot.services.counsel.desk import care_of
from tests.bot.services.counsel.operators import hands_over
from tests.bot.services.counsel.planned_desk import press
from tests.bot.services.room import DANA, Room

OVER = SESSION + timedelta(hours=2)


async def over() -> Room:
    room = await before()
    await until(room, SESSION)
    await until(room, OVER)
    return room


async def coming(room: Room) -> datetime | None:
    care = await care_of(room)
    found = care.next_session(room.clock.now())
    return None if found is None else found.instant


@pytest.mark.parametrize(
    ("key", "at", "said"),
    [  # the clocks have gone forward in between: three in the afternoon all the same
        ("In a week, same time", datetime(2026, 3, 13, 19, tzinfo=UTC), "Friday, March 13"),
        ("In two weeks", datetime(2026, 3, 20, 19, tzinfo=UTC), "Friday, March 20"),
    ],
)
async def test_one_tap_settles_it_at_the_same_time_of_day(
    key: str, at: datetime, said: str
) -> None:
    room = await over()
    await room.tap(key, DANA)
    assert room.last(DANA).text == f"Kept: {said} at 3:00 pm."
    assert await coming(room) == at
    assert {"before", "session"} <= set(room.timers())


async def test_another_day_is_the_sessions_own_dialog() -> None:
    room = await over()
    await room.tap("Another day", DANA)
    assert room.last(DANA).text.startswith("When is the next session with Blue scarf?")
    await room.tap("Cancel", DANA)
    assert await coming(room) is None


async def test_none_yet_leaves_it_open() -> None:
    room = await over()
    await room.tap("None yet", DANA)
    assert room.last(DANA).text.startswith("Blue scarf: no next session yet.")
    assert await coming(room) is None


async def test_what_is_planned_already_is_not_changed_by_an_old_key() -> None:
    room = await over()
    bubble, keys = room.last(DANA), room.last(DANA).keys
    await settle(room, "March 12 10:00")
    for key in ("In two weeks", "In a week, same time", "None yet"):
        await room.press(bubble, keys[key])
        assert bubble.text == "Planned already: Thursday, March 12 at 10:00 am."
    assert await coming(room) == datetime(2026, 3, 12, 14, tzinfo=UTC)


async def test_tapped_twice_it_is_settled_once() -> None:
    room = await over()
    bubble, keys = room.last(DANA), room.last(DANA).keys
    await room.press(bubble, keys["In a week, same time"])
    await room.press(bubble, keys["In two weeks"])
    assert await coming(room) == datetime(2026, 3, 13, 19, tzinfo=UTC)


async def test_a_week_that_has_passed_meanwhile_is_said_to_have() -> None:
    room = await over()
    bubble, keys = room.last(DANA), room.last(DANA).keys
    await until(room, OVER + timedelta(days=8))
    reaction = await room.press(bubble, keys["In a week, same time"])
    assert reaction.toast == room.say("session.gone")
    assert await coming(room) is None
    await room.press(bubble, keys["In two weeks"])
    assert await coming(room) == datetime(2026, 3, 20, 19, tzinfo=UTC)


async def test_after_a_handover_the_key_is_past() -> None:
    room = await over()
    bubble, keys = room.last(DANA), room.last(DANA).keys
    await hands_over(room, "Eli")
    await room.press(bubble, keys["In a week, same time"])
    assert bubble.text == room.say("clients.gone")
    assert await coming(room) is None


@pytest.mark.parametrize("argument", ["", ".1", "x.1", "{}.9", "{}.", "{}"])
async def test_a_forged_key_settles_nothing(argument: str) -> None:
    room = await over()
    await press(room, "next-date", argument.replace("{}", (await room.client()).id))
    assert await coming(room) is None
    assert room.failures == []
