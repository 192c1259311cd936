from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from bot.arrival import Tapped
from bot.message import Press
from bot.people import Caps, Quiet
from bot.schedule.plan import Bounds, Daily, Plan, PlanId, PlanStatus, Slot, ZonePolicy
from bot.services.replan import replan
from bot.services.visit import Visit
from tests.bot.services.room import BEN, Room

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def also(room: Room, at: time, **changes: object) -> Plan:
    """Give the client a second plan, daily at one time."""
    client = await room.client()
    plan = Plan(
        id=PlanId(uuid4().hex),
        client=client.id,
        version=1,
        title="Every evening",
        checkins=("confidence",),
        cadence=Daily(),
        slots=(Slot(at, at),),
        bounds=Bounds(date(2026, 3, 2)),
    )
    plan = replace(plan, **changes)  # type: ignore[arg-type]  # fields of a plan
    async with room.store.works() as work:
        await work.plans.put(plan, room.clock.now())
        await replan(Visit(room.house, work, client, room.clock.now()))
    return plan


def due(room: Room, plan: Plan | None = None) -> list[str]:
    return [
        one.due_at.isoformat()[5:16]
        for _, one in room.occurrences()
        if one.state.value == "planned" and (plan is None or one.plan == plan.id)
    ]


async def test_the_time_of_each_of_many_plans_can_be_changed(room: Room) -> None:
    await room.welcome()
    for _ in range(22):
        await also(room, time(12))
    await room.give("rhythm")
    changed = []
    for more in (True, True, True, True, False):
        keys = [one.does for row in room.last().buttons for one in row]
        changed += [does for does in keys if isinstance(does, Press) and does.action == "time-for"]
        assert len(keys) <= 15
        assert ("More" in room.last().keys) is more
        if more:
            await room.tap("More")
    assert changed == [Press("time-for", f"plan.{n}") for n in range(23)]
    await room.tap("Back")
    assert "More" in room.last().keys


async def test_what_is_coming_is_what_will_be_sent(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(day=2))
    await also(room, time(12))
    await room.give("rhythm")
    shown = [row[3:] for row in room.last().text.split("\n") if row[:2] in {"1.", "2.", "3."}]
    assert shown == [
        "Monday, March 2 at 12:00 pm: How sure you are",
        "Tuesday, March 3 at 12:00 pm: How sure you are",
        "Tuesday, March 3 at 6:00 pm: Goal mirror",
    ]
    assert due(room) == ["03-02T17:00", "03-03T23:00"]


async def test_one_is_moved_within_its_day(room: Room) -> None:
    await room.welcome()
    await room.give("rhythm")
    await room.tap("1")
    before = len(room.texts())
    await room.tap("7:00 pm")
    assert room.last().text == "Moved.\n\nTuesday, March 3 at 7:00 pm: Goal mirror."
    assert len(room.texts()) == before
    assert due(room) == ["03-04T00:00"]
    await room.tap("Another time")
    await room.write("9:30 am")
    assert due(room) == ["03-03T14:30"]
    await room.tap("Back")
    assert "1. Tuesday, March 3 at 9:30 am" in room.last().text
    assert "2. Friday, March 6 at 6:00 pm" in room.last().text


async def test_one_is_left_out_and_brought_back(room: Room) -> None:
    await room.welcome()
    await room.give("rhythm")
    await room.tap("1")
    await room.tap("Leave this one out")
    assert room.last().text == "Tuesday, March 3 at 6:00 pm: left out."
    assert due(room) == ["03-06T23:00"]
    await room.tap("Back")
    assert "1. Tuesday, March 3 at 6:00 pm: left out" in room.last().text
    await room.tap("1")
    await room.tap("Bring it back")
    assert due(room) == ["03-03T23:00"]


@pytest.mark.parametrize(
    ("typed", "said", "works"),
    [
        ("11 pm", "wish.quiet", "9:45 pm"),
        ("3 am", "wish.quiet", "8:00 am"),
        ("12:20", "wish.meets", "1:00 pm"),
    ],
)
async def test_a_time_that_cannot_be_is_answered_with_one_that_works(
    room: Room, typed: str, said: str, works: str
) -> None:
    await room.welcome()
    await room.change(caps=Caps(day=2))
    await also(room, time(12), bounds=Bounds(date(2026, 3, 3)))
    await room.give("rhythm")
    assert "2. Tuesday, March 3 at 6:00 pm" in room.last().text
    await room.tap("2")
    await room.tap("Another time")
    await room.write(typed)
    assert room.last().text.startswith(room.say(said).partition("{time}")[0])
    assert f"{works} works." in room.last().text
    await room.tap(works)
    assert room.last().text.startswith("Moved.")


async def test_a_time_that_has_gone_by_is_not_taken(room: Room) -> None:
    await room.welcome()
    await room.pass_(datetime(2026, 3, 3, 20, tzinfo=UTC) - room.clock.now())
    await room.give("rhythm")
    await room.tap("1")
    await room.tap("Another time")
    await room.write("9 am")
    assert room.last().text.startswith("9:00 am has gone by that day.")
    assert due(room) == ["03-03T23:00"]


async def test_where_nothing_works_it_stays_as_it_was(room: Room) -> None:
    await room.welcome()
    await room.give("rhythm")
    await room.tap("Change days or time")
    await room.tap("Every day")
    await room.write("6:07 pm")
    await room.change(quiet=Quiet(time(18, 10), time(18, 5)))
    await room.give("rhythm")
    await room.tap("1")
    await room.tap("Another time")
    await room.write("7:07 pm")
    assert room.say("wish.nothing") in room.last().text
    assert due(room) == ["03-03T23:07"]


async def test_a_plan_has_another_time_of_day_from_now_on(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(day=3))
    slots = (Slot(time(9), time(11), 2, HOUR), Slot(time(14), time(14)))
    plan = await also(room, time(9), slots=slots)
    await room.give("rhythm")
    await room.tap("Another time: How sure you are")
    await room.write("10 am")
    async with room.store.works() as work:
        edited = await work.plans.get(plan.id)
    assert edited is not None
    assert edited.version == 2
    assert edited.slots == (Slot(time(10), time(12), 2, HOUR), Slot(time(15), time(15)))
    assert room.last().text.startswith("Changed, from now on.")


async def test_a_plan_of_another_zone_is_moved_by_their_own_clock(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(day=3))
    zoned = {"zone": "America/Los_Angeles", "zone_policy": ZonePolicy.FIXED}
    plan = await also(room, time(9), **zoned)
    await room.give("rhythm")
    await room.tap("Another time: How sure you are")
    await room.write("1 pm")
    async with room.store.works() as work:
        edited = await work.plans.get(plan.id)
    assert edited is not None
    assert edited.slots[0].from_ == time(10)
    assert due(room, plan) == ["03-02T18:00"]


async def test_and_the_latest_that_fits_is_offered(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(day=3), quiet=replace((await room.client()).quiet, end=time(22)))
    plan = await also(room, time(9), slots=(Slot(time(9), time(11), 2, HOUR),))
    await room.give("rhythm")
    await room.tap("Another time: How sure you are")
    await room.write("11 pm")
    assert "From 11:00 pm on, not all of it fits into one day." in room.last().text
    await room.tap("9:45 pm")
    await room.press(room.last(), next(iter(room.last().keys.values())))
    async with room.store.works() as work:
        edited = await work.plans.get(plan.id)
    assert edited is not None
    assert (edited.version, edited.slots[0].from_) == (2, time(21, 45))


async def test_the_most_that_comes_is_theirs_to_say(room: Room) -> None:
    await room.welcome()
    await also(room, time(12))
    await room.give("rhythm")
    await room.tap("How many at most")
    await room.tap("2 a day")
    assert "At most 2 a day." in room.last().text
    await room.tap("2 a week")
    assert "At most 2 a day and 2 a week." in room.last().text
    assert (await room.client()).caps == Caps(2, 2)
    await room.tap("Any number a week")
    assert (await room.client()).caps == Caps(2, None)


async def test_old_keys_are_past_and_forged_ones_do_nothing(room: Room) -> None:
    await room.welcome()
    await room.give("rhythm")
    first = room.last().keys["1"]
    await room.next_prompt()
    assert (await room.press(room.last(), first)).toast == room.say("one.past")
    for action in ("one", "move", "leave-out", "bring-back"):
        for argument in ("", "9.20260303.0.0", "0.20269999.0.0", "0.20260310.0.0.9900", "x.y"):
            reaction = await room.happen(Tapped(Press(action, argument)))
            assert reaction.toast in {room.say("one.past"), ""}
    for argument in ("", "9.1900", "0.99", "x"):
        await room.happen(Tapped(Press("retime", argument)))
        await room.happen(Tapped(Press("limit", argument)))
    assert due(room) == ["03-06T23:00"]
    assert (await room.client()).caps == Caps()


async def test_somebody_elses_plans_are_out_of_reach(room: Room) -> None:
    await room.welcome()
    await room.welcome(BEN)
    await room.give("rhythm", BEN)
    await room.tap("1", BEN)
    await room.tap("Leave this one out", BEN)
    hers = (await room.client()).id
    assert [one.client for _, one in room.occurrences() if one.local_date == date(2026, 3, 3)] == [
        hers
    ]


async def test_a_paused_plan_is_said_to_be_and_has_no_time_to_change(room: Room) -> None:
    await room.welcome()
    await also(room, time(12), status=PlanStatus.PAUSED)
    await room.give("rhythm")
    assert "Paused by your counselor." in room.last().text
    assert "Another time: How sure you are" not in room.last().keys


async def test_nothing_is_shown_to_come_while_it_is_quiet(room: Room) -> None:
    await room.welcome()
    await room.give("pause")
    await room.tap("Until I say")
    await room.give("rhythm")
    assert room.say("next.off") in room.last().text
    await room.give("resume")
    await room.give("pause")
    await room.tap("A week")
    await room.give("rhythm")
    assert "1. Tuesday, March 10 at 6:00 pm" in room.last().text
