"""After a session: what stays of it, and the next date, each asked once and at a good time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.people import Quiet, Standing
from bot.services.notes import HELD_BACK
from tests.bot.services.briefing.meeting import SESSION, before, labels, settle, until
from tests.bot.services.counsel.desk import care_of
from tests.bot.services.counsel.operators import hands_over
from tests.bot.services.counsel.planned_desk import press, taps
from tests.bot.services.room import ANN, DANA, ELI

if TYPE_CHECKING:
    from tests.bot.services.room import Room

OVER = SESSION + timedelta(hours=2)
KNOCK = "It's time for your check-in."
ASKS = "The session with Blue scarf should be over. When is the next one?"


async def begun() -> Room:
    room = await before()
    await until(room, SESSION)
    return room


async def test_two_hours_after_it_began_both_are_asked() -> None:
    room = await begun()
    await until(room, OVER - timedelta(seconds=1))
    assert KNOCK not in room.texts()
    assert ASKS not in room.texts(DANA)
    await until(room, OVER)
    assert room.last().text == KNOCK
    assert labels(room) == ["Start", "Not today"]
    assert room.last(DANA).text == ASKS
    assert labels(room, DANA) == [
        *("In a week, same time", "In two weeks", "Another day", "None yet"),
    ]
    await until(room, OVER + timedelta(days=3))
    assert (room.texts().count(KNOCK), room.texts(DANA).count(ASKS)) == (1, 1)
    assert room.failures == []


async def test_what_stays_ends_with_when_the_next_one_is() -> None:
    room = await begun()
    await until(room, OVER)
    await room.tap("In a week, same time", DANA)
    await room.tap("Start")
    await room.tap("no")
    while room.last().keys:
        await room.tap("skip")
    assert room.last().text == "Next session: Friday, March 13 at 3:00 pm."


async def test_where_no_next_one_is_known_none_is_told() -> None:
    room = await begun()
    await until(room, OVER)
    await room.tap("Start")
    await room.tap("no")
    assert not any(text.startswith("Next session") for text in room.texts())


async def test_not_today_is_fine() -> None:
    room = await begun()
    await until(room, OVER)
    await room.tap("Not today")
    assert room.last().text == "That's fine."


async def test_who_was_told_that_nothing_is_asked_any_more_is_not_asked() -> None:
    room = await begun()
    client = await room.client()
    await room.change(profile={**client.profile, HELD_BACK: f"{room.clock.now().isoformat()} c"})
    await until(room, OVER + timedelta(days=1))
    assert KNOCK not in room.texts()
    assert ASKS in room.texts(DANA)


async def test_at_night_the_client_is_asked_in_the_morning() -> None:
    room = await begun()
    await room.change(quiet=Quiet(time(16), time(9)))
    await until(room, OVER)
    assert KNOCK not in room.texts()
    assert room.last(DANA).text == ASKS
    await until(room, datetime(2026, 3, 7, 14, tzinfo=UTC))
    assert room.last().text == KNOCK
    assert room.texts(DANA).count(ASKS) == 1


async def test_a_session_moved_or_cleared_before_it_began_asks_nothing() -> None:
    room = await before()
    await settle(room, "March 12 3pm")
    await until(room, OVER + timedelta(hours=3))
    assert (KNOCK in room.texts(), ASKS in room.texts(DANA)) == (False, False)


async def test_a_session_moved_to_later_that_day_is_asked_about_after_that() -> None:
    room = await begun()
    await settle(room, "today at 8pm")
    await until(room, OVER)
    assert (KNOCK in room.texts(), ASKS in room.texts(DANA)) == (False, False)
    await until(room, SESSION + timedelta(hours=5))
    await until(room, SESSION + timedelta(hours=7))  # ten at night: the client sleeps
    assert (KNOCK in room.texts(), ASKS in room.texts(DANA)) == (False, True)
    await until(room, datetime(2026, 3, 7, 13, tzinfo=UTC))
    assert room.last().text == KNOCK


async def test_a_new_date_set_in_the_session_itself_is_not_asked_for() -> None:
    room = await begun()
    await settle(room, "March 13 3pm")
    await until(room, OVER)
    assert room.last().text == KNOCK
    assert ASKS not in room.texts(DANA)


async def test_a_date_set_before_the_tick_saw_it_begin_takes_nothing_away() -> None:
    room = await before()
    room.clock.at = SESSION + timedelta(seconds=30)
    await settle(room, "March 13 3pm")
    await until(room, OVER)
    assert room.last().text == KNOCK


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
async def test_who_wants_quiet_is_not_asked_and_the_counselor_is(standing: Standing) -> None:
    room = await begun()
    await room.change(standing=standing)
    await until(room, OVER + timedelta(days=1))
    assert KNOCK not in room.texts()
    assert room.texts(DANA).count(ASKS) == 1


async def test_where_a_plan_asks_what_stays_it_is_left_to_the_plan() -> None:
    room = await before()
    await press(room, "templates", (await room.client()).id)
    await taps(room, "plan:session-frame", "save")
    await until(room, SESSION)
    await until(room, OVER)
    assert KNOCK not in room.texts()[-1:]
    for n in range(40):
        await until(room, OVER + n * timedelta(hours=1))
    assert [one.checkin for _, one in room.occurrences()].count("takeaway") == 1
    assert len([text for text in room.texts() if "hold on to from your last session" in text]) == 1


async def test_found_a_day_late_the_client_is_not_asked_any_more() -> None:
    room = await before()
    await until(room, SESSION + timedelta(days=2))
    assert KNOCK not in room.texts()
    assert room.texts(DANA).count(ASKS) == 1


async def test_leaving_the_counselor_ends_it() -> None:
    room = await begun()
    await room.give("sharing")
    await taps(room, "Leave Dana", "Leave Dana", chat=ANN)
    await until(room, OVER)
    assert (KNOCK in room.texts(), ASKS in room.texts(DANA)) == (False, False)
    assert "after" not in room.timers()


async def test_after_a_handover_the_one_who_took_over_is_asked() -> None:
    room = await begun()
    await hands_over(room, "Eli")
    await until(room, OVER)
    assert ASKS in room.texts(ELI)
    assert ASKS not in room.texts(DANA)


async def test_a_suspended_counselor_is_not_asked() -> None:
    room = await begun()
    dana = await room.who()
    async with room.store.works() as work:
        await work.counselors.save(replace(dana, suspended=True))
    await until(room, OVER)
    assert ASKS not in room.texts(DANA)
    assert (await care_of(room)).sessions[0].instant == SESSION
