"""A plan's own screen: paused across a due time, ended, and asked what it was on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.care import Session
from bot.schedule.occurrences import Place, Skip
from bot.schedule.plan import PlanStatus
from tests.bot.services.counsel.desk import care_of
from tests.bot.services.counsel.planned_desk import begin, empty_desk, plans, press, put, taps
from tests.bot.services.room import ANN, DANA, ELI

if TYPE_CHECKING:
    from bot.schedule.plan import Plan
    from tests.bot.services.room import Room


async def made(*said: str) -> tuple[Room, Plan]:
    """Give a room in which one plan was saved."""
    room = await empty_desk()
    await begin(room)
    for one in said:
        await room.write(one, DANA)
    await taps(room, "look", "save")
    (plan,) = await plans(room)
    return room, plan


async def test_it_says_itself_and_when_it_comes_next() -> None:
    room, plan = await made()
    await press(room, "plan", plan.id)
    shown = room.last(DANA)
    assert "every Tuesday at 6:00 pm" in shown.text
    assert "As planned, next: Tuesday, March 3 at 6:00 pm" in shown.text
    assert list(shown.keys) == ["Change", "Pause", "End", "History", "Back"]
    await taps(room, "Back")
    assert "Blue scarf" in room.last(DANA).text


async def test_a_pause_across_a_due_time_sends_nothing_of_it_ever() -> None:
    room, _ = await made()
    due = room.occurrences()[0][1].due_at
    await room.pass_(due - timedelta(minutes=10) - room.clock.now())
    await taps(room, "Pause")
    assert "Paused" in room.last(DANA).text
    assert room.states() == []
    await room.pass_(timedelta(minutes=30))
    await taps(room, "Resume")
    assert "As planned, next: Tuesday, March 10 at 6:00 pm" in room.last(DANA).text
    await room.pass_(timedelta(hours=3))
    assert room.states() == ["planned"]
    (kept,) = await plans(room)
    assert (kept.version, kept.status) == (3, PlanStatus.ACTIVE)


async def test_pausing_tells_the_client_once() -> None:
    room, _ = await made()
    await taps(room, "Pause", "Resume")
    said = len(room.on_screen(ANN))
    await room.pass_(timedelta(minutes=6))
    assert len(room.on_screen(ANN)) == said + 2  # a plain line, and what opens behind it


async def test_ending_asks_once_and_can_be_left() -> None:
    room, plan = await made()
    await taps(room, "End", "Leave it")
    assert await plans(room) == [plan]
    await taps(room, "End", "End")
    assert room.last(DANA).text.startswith(room.say("planned.now-ended"))
    assert list(room.last(DANA).keys) == ["History", "Back"]
    assert room.states() == []


@pytest.mark.parametrize(
    "action", ["plan-edit", "plan-pause", "plan-resume", "plan-end", "plan-over"]
)
async def test_a_key_of_an_older_version_shows_it_as_it_is_now(action: str) -> None:
    room, plan = await made()
    await put(room, replace(plan, version=2))
    await press(room, action, f"{plan.id}.1")
    assert room.last(DANA).text.startswith(room.say("planned.overtaken"))
    assert await plans(room) == [replace(plan, version=2)]


async def test_what_was_planned_on_a_day_can_be_asked() -> None:
    room, plan = await made()
    room.clock.at += timedelta(days=30)
    await press(room, "plan-edit", f"{plan.id}.1")
    await room.write("Thu 8pm", DANA)
    await taps(room, "look", "save", "History")
    listed = room.last(DANA).text
    assert listed.index("2. From April 1 on") < listed.index("1. From March 2 on")
    for day, said in {
        "10 March": "1. From March 2 on: “A look back at the week” every Tuesday at 6:00 pm",
        "March 11": room.say("planned.free"),
        "2 April": "Planned for that day: 8:00 pm.",
        "tomorrow": "On Thursday, April 2:",
        "1 January": "there was no such plan yet",
        "a while ago": "couldn't read that",
    }.items():
        await room.write(day, DANA)
        assert said in room.last(DANA).text, day
    await taps(room, "Back")
    await room.write("10 March", DANA)  # the history is no longer open
    assert room.last(DANA).text == room.say("counselor.unheard")


async def test_a_day_that_changed_it_shows_both_versions() -> None:
    room, plan = await made()
    room.clock.at += timedelta(days=8)
    await press(room, "plan-edit", f"{plan.id}.1")
    await room.write("8pm", DANA)
    await taps(room, "look", "save", "History")
    await room.write("10 March", DANA)
    assert "1. From March 2 on" in room.last(DANA).text
    assert "2. From March 10 on" in room.last(DANA).text
    assert "Planned for that day: 8:00 pm." in room.last(DANA).text


async def test_a_plan_around_a_session_knows_the_day_it_came_on() -> None:
    room, plan = await made()
    care = await care_of(room)
    session = Session(datetime.combine(date(2026, 3, 5), time(15)), "America/New_York")
    async with room.store.works() as work:
        await work.cares.put(replace(care, sessions=(session,)))
    await press(room, "plan-edit", f"{plan.id}.1")
    await taps(room, "to-often", "to-around", "before", "done", "look", "save")
    assert "As planned, next: Wednesday, March 4 at 6:00 pm" in room.last(DANA).text
    await room.pass_(timedelta(days=2, hours=12))
    await room.pass_(timedelta(days=30))
    await press(room, "plan-history", plan.id)
    await room.write("4 March", DANA)
    assert "Planned for that day: 6:00 pm." in room.last(DANA).text
    await room.write("5 March", DANA)
    assert room.say("planned.free") in room.last(DANA).text


@pytest.mark.parametrize(
    ("dialog", "gone"), [("plan-history", "planned.gone"), ("plan-edit", "clients.gone")]
)
async def test_words_about_a_client_who_has_left_are_of_no_use(dialog: str, gone: str) -> None:
    room, plan = await made()
    argument = plan.id if dialog == "plan-history" else f"{plan.id}.1"
    await press(room, dialog, argument)
    care = await care_of(room)
    eli = await room.counselor("Eli", ELI)
    async with room.store.works() as work:
        await work.cares.put(replace(care, counselor=eli.id))
    await room.write("10 March", DANA)
    assert room.last(DANA).text == room.say(gone)


async def test_the_clients_own_skip_stays_through_an_edit() -> None:
    room, plan = await made()
    first = room.occurrences()[0][1].local_date + timedelta(days=7)
    async with room.store.works() as work:
        await work.plans.change(plan.id, Place(first, 0, 0), Skip())
    await press(room, "plan-edit", f"{plan.id}.1")
    await room.write("7pm", DANA)
    await taps(room, "look")
    assert "Tuesday, March 10, 7:00 pm: A look" not in room.last(DANA).text
    assert "Left out by the client" in room.last(DANA).text
    await taps(room, "save")
    await room.next_prompt()
    assert room.occurrences()[-1][1].local_date == first + timedelta(days=7)
