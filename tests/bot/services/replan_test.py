"""Planning anew: what stays, what moves, what must not be lost, and what an outage leaves."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people import Caps, Quiet
from bot.schedule.ahead import Send
from bot.schedule.plan import Bounds, Daily, Limits, Overlap, Plan, PlanId, PlanStatus, Slot
from bot.services.outlook import outlook
from bot.services.replan import edit, replan
from bot.services.visit import Visit
from tests.bot.services.room import PLAN, Room

if TYPE_CHECKING:
    from bot.schedule.occurrences import Occurrence

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AWAKE = Quiet(time(0), time(0))
SINGLE = st.times().map(lambda at: at.replace(second=0, microsecond=0)).map(lambda at: Slot(at, at))


async def again(room: Room) -> None:
    client = await room.client()
    async with room.store.works() as work:
        await replan(Visit(room.house, work, client, room.clock.now()))


async def also(room: Room, at: time, **changes: object) -> Plan:
    """Give the client a further plan, daily at one time, from tomorrow on."""
    client = await room.client()
    plan = Plan(
        id=PlanId(uuid4().hex),
        client=client.id,
        version=1,
        title="Every day",
        checkins=("confidence",),
        cadence=Daily(),
        slots=(Slot(at, at),),
        bounds=Bounds(date(2026, 3, 3)),
    )
    plan = replace(plan, **changes)  # type: ignore[arg-type]  # fields of a plan
    async with room.store.works() as work:
        await work.plans.put(plan, room.clock.now())
    await again(room)
    return plan


def planned(room: Room) -> list[tuple[str, Occurrence]]:
    return [(id_, one) for id_, one in room.occurrences() if one.state.value == "planned"]


def knocks(room: Room) -> int:
    return room.texts().count(room.say("prompt.discreet"))


async def test_what_would_be_the_same_stays(room: Room) -> None:
    await room.welcome()
    await also(room, time(12))
    before, timers = planned(room), dict(room.store._shelves.timers)
    await again(room)
    assert planned(room) == before
    assert dict(room.store._shelves.timers) == timers
    other = await also(room, time(15))
    kept = [row for row in planned(room) if row[1].plan != other.id]
    assert kept == before


async def test_a_plan_that_pauses_or_ends_has_no_row(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(2))
    plan = await also(room, time(12))
    for status, rows in ((PlanStatus.PAUSED, 1), (PlanStatus.ACTIVE, 2), (PlanStatus.ENDED, 1)):
        client = await room.client()
        async with room.store.works() as work:
            kept = await work.plans.get(plan.id)
            assert kept is not None
            visit = Visit(room.house, work, client, room.clock.now())
            await edit(visit, replace(kept, status=status))
            await replan(visit)
        assert len(planned(room)) == rows


async def test_what_waits_for_an_open_check_in_survives_a_change(room: Room) -> None:
    room.plan = PLAN.replace("[limits]", '[limits]\noverlap = "queue"')
    room.__post_init__()
    await room.welcome()
    await room.pass_(room.occurrences()[0][1].due_at - HOUR - room.clock.now())
    await room.give("checkin")
    await room.tap("How sure you are")
    await room.pass_(HOUR)
    held = planned(room)
    await room.change(caps=Caps(2))
    await again(room)
    assert planned(room) == held
    await also(room, time(12), bounds=Bounds(date(2026, 3, 9)))
    await room.give("stop")
    await room.pass_(timedelta(minutes=10))
    assert knocks(room) == 1
    assert "sent" in room.states()


async def test_and_so_does_what_waits_for_the_morning(room: Room) -> None:
    room.plan = PLAN.replace('"12h"', '"20h"')
    room.__post_init__()
    await room.welcome()
    await room.pass_(datetime(2026, 3, 4, 4, tzinfo=UTC) - room.clock.now())
    assert [one.due_at.hour for _, one in planned(room)] == [13]
    held = planned(room)
    await room.change(quiet=Quiet(time(21), time(7)))
    await again(room)
    assert planned(room) == held
    await room.pass_(9 * HOUR)
    assert knocks(room) == 1


async def test_an_edit_that_comes_while_a_prompt_is_due_does_not_lose_it(room: Room) -> None:
    await room.welcome()
    room.clock.at = room.occurrences()[0][1].due_at + timedelta(seconds=30)
    client = await room.client()
    async with room.store.works() as work:
        (plan,) = await work.plans.of(client.id)
        visit = Visit(room.house, work, client, room.clock.now())
        await edit(visit, replace(plan, limits=replace(plan.limits, reminders=())))
        await replan(visit)
    await room.pass_()
    assert knocks(room) == 1


async def test_an_earlier_time_of_day_does_not_come_at_once(room: Room) -> None:
    await room.welcome()
    await room.pass_(datetime(2026, 3, 3, 22, tzinfo=UTC) - room.clock.now())
    await room.give("rhythm")
    await room.tap("Change days or time")
    await room.tap("tue-fri")
    await room.write("4 pm")
    await room.pass_(5 * HOUR)
    assert knocks(room) == 0
    assert [one.local_date.day for _, one in planned(room)] == [6]


def zone(east: int) -> str:
    return f"Etc/GMT{-east:+d}"


async def moved(room: Room, zone: str) -> None:
    await room.change(zone=zone, woken_at=room.clock.now())
    await again(room)


async def test_west_over_midnight_nothing_comes_twice(room: Room) -> None:
    await room.welcome()
    await room.change(quiet=AWAKE)
    await room.next_prompt()
    assert knocks(room) == 1
    await moved(room, "Pacific/Honolulu")  # one in the afternoon, of the same day
    await room.pass_(DAY)
    assert knocks(room) == 1
    assert [one.local_date.day for _, one in planned(room)] == [6]


async def test_east_what_should_still_come_does_and_at_once(room: Room) -> None:
    await room.welcome()
    await room.change(quiet=AWAKE)
    await room.pass_(datetime(2026, 3, 3, 20, tzinfo=UTC) - room.clock.now())
    await moved(room, "Europe/London")  # eight in the evening there: six has gone by
    await room.pass_()
    assert knocks(room) == 1
    assert room.occurrences()[0][1].local_date.day == 3


async def test_what_would_come_at_night_there_waits_or_is_let_go(room: Room) -> None:
    room.plan = PLAN.replace('"12h"', '"20h"')
    room.__post_init__()
    await room.welcome()
    await room.pass_(datetime(2026, 3, 3, 20, tzinfo=UTC) - room.clock.now())
    await moved(room, "Asia/Dubai")  # midnight there
    await room.pass_()
    assert knocks(room) == 0
    await room.pass_(8 * HOUR)
    assert knocks(room) == 1


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(range(-12, 15))), max_size=12),
    st.integers(0, 23),
)
@settings(max_examples=30, deadline=None)
def test_whoever_travels_gets_every_date_once_at_most(
    journeys: list[tuple[int, int]], hour: int
) -> None:
    async def live() -> None:
        room = Room()
        await room.welcome()
        await room.change(quiet=AWAKE, caps=Caps(3))
        plan = await also(room, time(hour))
        for hours, east in journeys:
            await room.pass_(hours * HOUR)
            await moved(room, zone(east))
            await room.pass_()
        await room.pass_()
        dates = Counter(
            one.local_date
            for _, one in room.occurrences()
            if one.plan == plan.id and one.state.value != "planned"
        )
        assert set(dates.values()) <= {1}
        assert sum(one.plan == plan.id for _, one in planned(room)) == 1

    asyncio.run(live())


@given(st.integers(-12, 14), st.integers(-11, 11), st.integers(0, 23), st.integers(20, 60))
@settings(max_examples=30, deadline=None)
def test_and_on_one_journey_every_date_once_exactly(
    start: int, east: int, hour: int, departs: int
) -> None:
    async def live() -> None:
        room = Room()
        await room.welcome()
        await room.change(quiet=AWAKE, caps=Caps(3))
        plan = await also(room, time(hour), limits=Limits(overlap=Overlap.QUEUE))
        await moved(room, zone(start))
        for hours in range(110):
            await room.pass_(HOUR)
            await room.change(woken_at=room.clock.now())
            if hours == departs:
                await moved(room, zone(max(-12, min(14, start + east))))
        mine = [one for _, one in room.occurrences() if one.plan == plan.id]
        sent = [one.local_date for one in mine if one.state.value in {"sent", "missed_by_client"}]
        assert len(sent) >= 3
        assert sent == [date(2026, 3, 3) + n * DAY for n in range(len(sent))]

    asyncio.run(live())


@given(
    st.lists(
        st.tuples(SINGLE, st.sampled_from([*Overlap]), st.integers(1, 30)), min_size=1, max_size=4
    ),
    st.integers(1, 4),
    st.integers(0, 60),
)
@settings(max_examples=30, deadline=None)
def test_the_rows_are_the_firsts_of_what_is_coming(
    made: list[tuple[Slot, Overlap, int]], cap: int, hours: int
) -> None:
    async def live() -> None:
        room = Room()
        await room.welcome()
        await room.change(caps=Caps(cap))
        for slot, overlap, good in made:
            limits = Limits(expire_after=good * HOUR, overlap=overlap)
            await also(room, time(12), slots=(slot,), limits=limits)
        await room.pass_(hours * HOUR)
        client = await room.client()
        async with room.store.works() as work:
            look = await outlook(Visit(room.house, work, client, room.clock.now()))
        firsts: dict[PlanId, Occurrence] = {}
        for step in look.ahead(look.now, frozenset(look.held().values())):
            at = step.occurrence.due_at if isinstance(step, Send) else step.due_at
            if at > look.now + 30 * DAY:
                break
            if isinstance(step, Send):
                firsts.setdefault(step.occurrence.plan, step.occurrence)
        held = {row.plan: row for row in look.held().values()}
        rows = {one.plan: one for _, one in planned(room) if one.due_at < look.now + 30 * DAY}
        assert rows == firsts | held

    asyncio.run(live())


@pytest.mark.parametrize("weeks", [1, 5])
async def test_after_weeks_of_outage_nothing_floods(room: Room, weeks: int) -> None:
    await room.welcome()
    await room.change(caps=Caps(4))
    await also(room, time(9))
    await also(room, time(9, 20), limits=Limits(overlap=Overlap.QUEUE, expire_after=20 * HOUR))
    await also(room, time(17, 45))
    start = room.clock.now()
    await room.pass_(datetime(2026, 3, 3, 23, 30, tzinfo=UTC) - start + weeks * 7 * DAY)
    came = knocks(room)
    assert 1 <= came <= 2
    states = Counter(room.states())
    assert states["missed_by_system"] >= 7 * weeks * 3 - 3
    assert states["missed_by_client"] == 0
    assert states["planned"] <= 4
    await room.pass_(2 * HOUR)
    times = sorted(
        bubble.sent.created_at
        for bubble in room.on_screen()
        if bubble.text == room.say("prompt.discreet")
    )
    assert all(later - earlier >= HOUR for earlier, later in pairwise(times))
    assert len(times) <= 3


async def test_of_a_daily_one_the_last_is_sent_if_it_is_good_and_the_rest_marked(
    room: Room,
) -> None:
    await room.welcome()
    await room.change(caps=Caps(3))
    plan = await also(room, time(12))
    await room.pass_(datetime(2026, 3, 12, 19, tzinfo=UTC) - room.clock.now())  # three there
    mine = [one for _, one in room.occurrences() if one.plan == plan.id]
    assert [one.local_date.day for one in mine] == [*range(3, 14)]
    assert [one.state.value for one in mine] == ["missed_by_system"] * 9 + ["sent", "planned"]
    assert mine[-2].due_at == room.clock.now()


async def test_silences_of_all_plans_count_together(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(3))
    await also(room, time(12))
    for _ in range(40):
        await room.pass_(6 * HOUR)
    states = Counter(room.states())
    assert states["missed_by_client"] == 4
    assert states["planned"] == 0
    assert room.texts().count(room.say("prompt.rests")) == 1
    await room.tap("Bring them back")
    assert Counter(room.states())["planned"] == 2


async def test_a_counselors_edit_wakes_nobody(room: Room) -> None:
    await room.welcome()
    plan = await also(room, time(12), cadence=Daily())
    for _ in range(40):
        await room.pass_(6 * HOUR)
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, room.clock.now())
        await edit(visit, replace(plan, title="Otherwise"))
        await replan(visit)
    assert planned(room) == []


async def test_a_plan_of_many_prompts_keeps_its_own_distance(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(6))
    often = (Slot(time(9), time(9)), Slot(time(9, 20), time(9, 20)), Slot(time(9, 40), time(9, 40)))
    await also(room, time(9), slots=often)
    await room.pass_(datetime(2026, 3, 3, 14, tzinfo=UTC) - room.clock.now())
    for _ in range(2):
        await room.pass_(timedelta(minutes=20))
    assert knocks(room) == 3


async def test_two_plans_do_not_meet_where_a_change_has_made_them(room: Room) -> None:
    await room.welcome()
    await room.change(caps=Caps(3))
    await also(room, time(17, 30), limits=Limits(overlap=Overlap.SKIP))
    await room.pass_(datetime(2026, 3, 3, 22, 30, tzinfo=UTC) - room.clock.now())
    assert knocks(room) == 1
    await room.pass_(HOUR / 2)
    assert knocks(room) == 1
