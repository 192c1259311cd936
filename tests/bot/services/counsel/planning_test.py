"""The plan wizard as a counselor finds it: few taps, nothing half-saved, and the client is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Final

from bot.people import Caps
from bot.schedule.plan import Limits, PlanStatus, Relative, Slot, Weekdays
from tests.bot.services.counsel.desk import care_of
from tests.bot.services.counsel.planned_desk import begin, empty_desk, plans, press, put, taps
from tests.bot.services.room import ANN, BEN, DANA, ELI

FEW: Final = 15


async def test_a_usual_plan_is_set_up_in_three_taps() -> None:
    room = await empty_desk()
    before = len(room.on_screen(DANA))
    await begin(room)
    assert "every Tuesday at 6:00 pm, from March 3" in room.last(DANA).text
    await taps(room, "See what it sends", "Save")
    (plan,) = await plans(room)
    assert (plan.version, plan.cadence) == (1, Weekdays((2,)))
    assert plan.limits == Limits(timedelta(hours=12), (timedelta(hours=3),))
    assert len(room.on_screen(DANA)) <= before + 1  # one message, edited in place
    assert [one.plan for _, one in room.occurrences()] == [plan.id]


async def test_the_client_reads_once_what_is_planned_now() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "look", "save")
    said = len(room.on_screen(ANN))
    await room.pass_(timedelta(minutes=6))
    assert len(room.on_screen(ANN)) == said + 2  # a plain line, and what opens behind it
    assert "Tuesday" in room.last(ANN).text


async def test_a_whole_plan_is_under_fifteen_taps() -> None:
    room = await empty_desk()
    await begin(room)
    way = [
        *("to-which", "c0", "done"),
        *("to-often", "d5", "done"),
        *("to-times", "evening"),
        *("to-reminders", "r0"),
        *("look", "save"),
    ]
    await taps(room, *way)
    assert len(way) + 1 < FEW  # and the key that began it
    (plan,) = await plans(room)
    assert len(plan.checkins) == 2
    assert plan.cadence == Weekdays((2, 5))
    assert plan.slots == (Slot(time(17), time(20)),)
    assert plan.limits.reminders == ()


async def test_typed_words_say_days_and_time_at_once() -> None:
    room = await empty_desk()
    await begin(room)
    await room.write("Mon Thu 7pm", DANA)
    assert "every Monday and Thursday at 7:00 pm" in room.last(DANA).text
    await taps(room, "look", "save")
    (plan,) = await plans(room)
    assert (plan.cadence, plan.slots) == (Weekdays((1, 4)), (Slot(time(19), time(19)),))


async def test_words_that_cannot_be_read_change_nothing() -> None:
    room = await empty_desk()
    await begin(room)
    old = room.last(DANA)
    sentence = old.text.partition("\n")[0]
    await room.write("whenever", DANA)
    assert room.last(DANA).text.startswith(sentence)
    assert "couldn't read" in room.last(DANA).text
    reaction = await room.press(old, old.keys["See what it sends"])
    assert reaction.toast == room.say("late.turn")


async def test_nothing_is_kept_before_it_is_saved() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "to-often", "d5", "done", "look", "back", "Cancel")
    assert await plans(room) == []
    assert room.last(DANA).text == room.say("counselor.cancelled")
    assert room.timers() == []


async def test_somebody_elses_client_or_plan_is_no_longer_here() -> None:
    room = await empty_desk()
    await room.counselor("Eli", ELI)
    await begin(room)
    await taps(room, "look", "save")
    (plan,) = await plans(room)
    for action, argument in (
        ("plan-new", plan.client),
        ("plan", plan.id),
        ("plan-edit", f"{plan.id}.1"),
        ("plan-pause", f"{plan.id}.1"),
        ("plan-over", f"{plan.id}.1"),
        ("plan-history", plan.id),
        ("plan", "nothing"),
        ("plan", "f" * 32),
    ):
        await press(room, action, argument, ELI)
        gone = "clients.gone" if action == "plan-new" else "planned.gone"
        assert room.last(ELI).text == room.say(gone)
    assert await plans(room) == [plan]


async def test_a_client_who_left_meanwhile_is_not_planned_for() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "look")
    eli = await room.counselor("Eli", ELI)
    care = await care_of(room)
    async with room.store.works() as work:
        await work.cares.put(replace(care, counselor=eli.id))
    await taps(room, "save")
    assert room.last(DANA).text == room.say("clients.gone")
    assert await plans(room) == []


async def test_what_changed_meanwhile_is_shown_and_not_overwritten() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "look", "save")
    (plan,) = await plans(room)
    await press(room, "plan-edit", f"{plan.id}.1")
    await room.write("8pm", DANA)
    moved = replace(plan, version=2, slots=(Slot(time(12), time(12)),))
    await put(room, moved)
    await taps(room, "look", "save")
    assert room.last(DANA).text.startswith(room.say("planned.overtaken"))
    assert "12:00 pm" in room.last(DANA).text
    assert await plans(room) == [moved]


async def test_a_plan_that_is_as_it_was_makes_no_new_version() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "look", "save", "Change", "look", "save")
    assert room.last(DANA).text.startswith(room.say("counselor.cancelled"))
    assert [plan.version for plan in await plans(room)] == [1]


async def test_an_edit_one_minute_before_a_send_moves_it() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "look", "save")
    (plan,) = await plans(room)
    due = room.occurrences()[0][1].due_at
    await room.pass_(due - timedelta(minutes=1) - room.clock.now())
    await press(room, "plan-edit", f"{plan.id}.1")
    await room.write("7pm", DANA)
    await taps(room, "look", "save")
    prompts = len(room.on_screen(ANN))
    await room.pass_(timedelta(minutes=2))
    assert len(room.on_screen(ANN)) == prompts
    await room.pass_(timedelta(hours=1))
    assert len(room.on_screen(ANN)) > prompts
    assert room.states().count("sent") == 1


async def test_a_plan_counted_from_the_next_session_waits_for_its_date() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "to-often", "to-around", "before", "done", "look")
    assert "isn't set" in room.last(DANA).text
    await taps(room, "save")
    (plan,) = await plans(room)
    assert plan.cadence == Relative("next_session", -1)
    assert room.occurrences() == []


async def test_an_impossible_window_is_refused_and_a_near_one_taken() -> None:
    room = await empty_desk()
    await begin(room)
    await room.write("17-18", DANA)
    await taps(room, "to-times", "to-window")
    await room.write("5", DANA)
    await taps(room, "g30")
    assert "5 check-ins 30 minutes apart don't fit" in room.last(DANA).text
    await taps(room, "done")
    assert "See what it sends" not in room.last(DANA).keys
    await taps(room, "Use that", "look")
    assert "Save" in room.last(DANA).keys


async def test_more_a_day_than_the_clients_cap_is_theirs_to_say() -> None:
    room = await empty_desk()
    await begin(room)
    await room.write("9am and 6pm", DANA)
    await taps(room, "look")
    assert "own limit is 1" in room.last(DANA).text
    await taps(room, "Ask Blue scarf")
    assert "Ask Blue scarf" not in room.last(DANA).keys
    assert "has been asked" in room.last(DANA).text
    assert "Dana suggests more than one" in room.last(ANN).text
    await taps(room, "Save")
    assert (await room.client()).caps == Caps(1)
    await room.tap("More is fine", ANN)
    assert (await room.client()).caps == Caps(2)
    assert "/rhythm" in room.last(ANN).text


async def test_one_a_day_is_enough_where_the_client_says_so() -> None:
    room = await empty_desk()
    await begin(room)
    await room.write("9am and 6pm", DANA)
    await taps(room, "look", "ask")
    await room.tap("One a day is enough", ANN)
    assert (await room.client()).caps == Caps(1)
    assert room.last(ANN).text == room.say("caps.stays")


async def test_a_client_whose_check_ins_are_off_is_not_asked() -> None:
    room = await empty_desk()
    await room.give("pause", ANN)
    await room.tap("Until I say", ANN)
    await begin(room)
    await room.write("9am and 6pm", DANA)
    await taps(room, "look")
    assert "Check-ins are off for Blue scarf" in room.last(DANA).text
    assert "Ask Blue scarf" not in room.last(DANA).keys


async def test_a_stranger_to_the_numbers_sets_no_cap() -> None:
    room = await empty_desk()
    for forged in ("0", "99", "-1", "many", ""):
        await press(room, "cap", forged, ANN)
        room.clock.at += timedelta(seconds=1)
    assert (await room.client()).caps == Caps(1)
    assert BEN not in {bubble.chat for bubble in room.bubbles.values()}


async def test_an_ended_plan_is_kept_with_its_status() -> None:
    room = await empty_desk()
    await begin(room)
    await taps(room, "look", "save", "End", "End")
    assert await plans(room) == []
    assert room.occurrences() == []
    client = await room.client()
    async with room.store.works() as work:
        kept = await work.plans.of(client.id)
    assert kept[-1].status is PlanStatus.ENDED
