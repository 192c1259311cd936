"""The evening before a session: one message, at a good time, for the session that really is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.people import Quiet, Standing
from bot.schedule.plan import Bounds, Overlap, Plan, PlanId, Slot, Weekdays
from tests.bot.services.briefing.meeting import (
    BEFORE,
    EVENING,
    SESSION,
    before,
    labels,
    settle,
    until,
)
from tests.bot.services.counsel.operators import hands_over
from tests.bot.services.counsel.planned_desk import empty_desk, press, put, taps
from tests.bot.services.room import ANN, DANA

if TYPE_CHECKING:
    from tests.bot.services.room import Room

HOUR = timedelta(hours=1)
KNOCK = "Something about the days ahead, when you have a minute."


def knocks(room: Room) -> list[str]:
    return [text for text in room.texts() if "you see Dana" in text or text.startswith(KNOCK)]


async def thursday(room: Room, at: time, checkin: str, overlap: Overlap = Overlap.SKIP) -> None:
    """Let a plan bring a check-in on Thursday."""
    plan = Plan(
        PlanId("f" * 32),
        (await room.client()).id,
        1,
        "Thursday",
        (checkin,),
        Weekdays((4,)),
        (Slot(at, at),),
        Bounds(date(2026, 3, 1)),
    )
    await put(room, replace(plan, limits=replace(plan.limits, overlap=overlap)))
    await room.give("resume")


async def test_it_comes_at_six_the_day_before_and_once() -> None:
    room = await before()
    await until(room, EVENING - timedelta(seconds=1))
    assert knocks(room) == []
    await until(room, EVENING)
    assert room.last().text == BEFORE
    assert labels(room) == ["What to bring", "Just look at the brief", "Not this time"]
    await until(room, SESSION)
    assert len(knocks(room)) == 1
    assert room.failures == []


async def test_on_a_lock_screen_it_says_nothing_before_a_tap() -> None:
    room = await before(discreet=True)
    await until(room, EVENING)
    assert room.last().text == KNOCK
    await room.tap("Open")
    assert room.last().text == BEFORE
    await room.tap("What to bring")
    assert (await room.current()) is not None


async def test_left_for_this_time_nothing_is_sent_and_nobody_told() -> None:
    room = await before()
    seen = len(room.on_screen(DANA))
    await until(room, EVENING)
    await room.tap("Not this time")
    assert room.last().text == "That's fine. Nothing is sent, and Dana isn't told."
    assert len(room.on_screen(DANA)) == seen


@pytest.mark.parametrize(
    ("set_at", "when", "comes", "says"),
    [
        (time(20), "Fri 10:00", time(20, 5), "Tomorrow at 10:00 am"),
        (time(23), "Fri 10:00", time(8), "Today at 10:00 am"),
        (time(12), "today at 15:00", time(12, 5), "Today at 3:00 pm"),
        (time(12), "today at 12:30", None, ""),
        (time(23), "Fri 8:30", None, ""),
    ],
)
async def test_set_later_than_that_it_comes_as_soon_as_they_are_awake(
    set_at: time, when: str, comes: time | None, says: str
) -> None:
    room = await empty_desk()
    await room.change(discreet=False)
    zone = (await room.client()).zoneinfo
    await until(room, datetime(2026, 3, 5, set_at.hour, tzinfo=zone).astimezone(UTC))
    await settle(room, when)
    for _ in range(14 * 60):
        await room.pass_(timedelta(minutes=1))
        if knocks(room):
            break
    if comes is None:
        assert knocks(room) == []
    else:
        assert knocks(room)[0].startswith(says)
        came = room.clock.at.astimezone(zone)
        assert came.hour == comes.hour
        assert came.minute in {comes.minute, comes.minute + 1}


async def test_a_session_that_moves_takes_it_along() -> None:
    room = await before()
    await settle(room, "March 12 3pm")
    await until(room, SESSION)
    assert knocks(room) == []
    await until(room, datetime(2026, 3, 11, 22, tzinfo=UTC))  # the clocks have gone forward
    assert knocks(room) == [BEFORE]


async def test_a_session_that_is_cleared_too() -> None:
    room = await before()
    await press(room, "session", (await room.client()).id)
    await room.tap("No session planned", DANA)
    assert "before" not in room.timers()
    await until(room, SESSION)
    assert knocks(room) == []


async def test_moved_when_it_had_come_it_comes_again_and_kept_as_it_was_it_does_not() -> None:
    room = await before()
    await until(room, EVENING)
    await settle(room, "Fri 3pm")
    assert "before" not in room.timers()
    await settle(room, "Fri 5pm")
    await room.pass_(2 * HOUR)
    assert knocks(room)[1:] == [BEFORE.replace("3:00", "5:00")]


async def test_two_sessions_in_one_week_have_two_evenings() -> None:
    room = await before("Wed 3pm")
    await until(room, EVENING - timedelta(days=2))
    await until(room, datetime(2026, 3, 4, 21, tzinfo=UTC))
    await settle(room, "Fri 3pm")
    await until(room, EVENING)
    assert knocks(room) == [BEFORE, BEFORE]


@pytest.mark.parametrize(
    ("when", "evening"),
    [
        ("March 9 10:00", datetime(2026, 3, 8, 22, tzinfo=UTC)),  # the day the clocks went forward
        ("March 8 10:00", datetime(2026, 3, 7, 23, tzinfo=UTC)),
        ("March 8 3:30 am", datetime(2026, 3, 7, 23, tzinfo=UTC)),
    ],
)
async def test_it_is_six_on_the_clients_clock_when_the_clocks_change(
    when: str, evening: datetime
) -> None:
    room = await before(when)
    await until(room, evening - timedelta(minutes=1))
    assert knocks(room) == []
    await until(room, evening)
    assert len(knocks(room)) == 1


async def test_it_is_on_the_clients_clock_wherever_the_counselor_is() -> None:
    room = await before("Fri 3pm", zone="Europe/Madrid")
    await until(room, EVENING)
    assert room.last().text == BEFORE.replace("3:00 pm", "9:00 am")


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
async def test_who_wants_quiet_is_left_alone(standing: Standing) -> None:
    room = await before()
    await room.change(standing=standing)
    await until(room, SESSION)
    assert knocks(room) == []


@pytest.mark.parametrize("away", [{"standing": Standing.PAUSED}, {"gone_at": EVENING}])
async def test_who_is_back_before_the_session_has_it_then(away: dict[str, Any]) -> None:
    room = await before()
    await room.change(**away)
    await until(room, EVENING + 2 * HOUR)
    assert knocks(room) == []
    await room.change(standing=Standing.ACTIVE, gone_at=None)
    await until(room, EVENING + 3 * HOUR)
    assert knocks(room) == [BEFORE]
    await until(room, SESSION)
    assert len(knocks(room)) == 1


async def test_who_cannot_be_reached_is_not_written_to() -> None:
    room = await before()
    await room.change(gone_at=room.clock.now())
    await until(room, SESSION)
    assert knocks(room) == []


async def test_the_night_is_quiet_whenever_it_is() -> None:
    room = await before()
    await room.change(quiet=Quiet(time(17), time(9)))
    await until(room, EVENING)
    assert knocks(room) == []
    await until(room, datetime(2026, 3, 6, 14, tzinfo=UTC))
    assert knocks(room) == [BEFORE.replace("Tomorrow", "Today")]


async def test_in_the_middle_of_a_check_in_it_waits() -> None:
    room = await before()
    await until(room, EVENING - timedelta(minutes=5))
    await press(room, "begin", "agenda", ANN)
    await until(room, EVENING)
    assert knocks(room) == []
    await room.tap("stop")
    await until(room, EVENING + timedelta(minutes=10))
    assert knocks(room) == [BEFORE]


@pytest.mark.parametrize("at", [time(17, 30), time(18), time(18, 40)])
async def test_a_prompt_of_that_hour_goes_first(at: time) -> None:
    room = await before()
    await thursday(room, at, "importance")
    prompt = datetime(2026, 3, 5, at.hour, at.minute, tzinfo=(await room.client()).zoneinfo)
    for n in range(13):
        await until(room, EVENING - HOUR + n * timedelta(minutes=15))
        if room.clock.at < prompt + HOUR:
            assert knocks(room) == []
    assert knocks(room) == [BEFORE]
    assert room.states() == ["sent", "planned"]


@pytest.mark.parametrize("overlap", [Overlap.SKIP, Overlap.QUEUE])
async def test_a_prompt_that_comes_after_it_keeps_an_hour_away_and_is_not_lost(
    overlap: Overlap,
) -> None:
    room = await before()
    await until(room, EVENING)
    await thursday(room, time(18, 30), "importance", overlap)
    await until(room, EVENING + HOUR - timedelta(minutes=1))
    assert room.states() == ["planned"]
    await until(room, EVENING + HOUR)
    assert room.states() == ["sent", "planned"]


async def test_where_a_plan_asks_what_to_bring_that_is_the_one_knock() -> None:
    room = await before()
    await press(room, "templates", (await room.client()).id)
    await taps(room, "plan:session-frame", "save")
    for n in range(20):
        await until(room, EVENING - HOUR + n * timedelta(minutes=15))
    assert knocks(room) == []
    assert room.states()[0] == "sent"
    await room.write("how to tell mia")
    await room.tap("stop")
    assert room.last().text.startswith("A brief for Dana.")
    await until(room, SESSION - timedelta(minutes=1))
    assert knocks(room) == []


async def test_leaving_the_counselor_ends_it() -> None:
    room = await before()
    await room.give("sharing")
    await taps(room, "Leave Dana", "Leave Dana", chat=ANN)
    assert "before" not in room.timers()
    await until(room, SESSION)
    assert knocks(room) == []


async def test_after_a_handover_it_names_who_it_is_now() -> None:
    room = await before()
    await hands_over(room, "Eli")
    await until(room, EVENING)
    assert room.last().text == BEFORE.replace("Dana", "Eli")


async def test_with_a_brief_sent_already_it_says_so() -> None:
    room = await before()
    await press(room, "begin", "agenda", ANN)
    await room.write("how to tell mia")
    await taps(room, "stop", "Send to Dana", chat=ANN)
    await until(room, EVENING)
    assert room.last().text.endswith(
        "Dana has a brief from you already. A newer one would replace it."
    )


async def test_a_key_of_long_ago_does_nothing_but_say_so() -> None:
    room = await before()
    await until(room, EVENING)
    await until(room, SESSION + HOUR)
    await room.tap("Just look at the brief")
    assert room.last().text == "No session is coming just now, so nothing is sent."
