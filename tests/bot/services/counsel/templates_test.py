"""A template given to one client: shown first, then saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.schedule.plan import PlanStatus, Weekdays
from bot.schedule.template import offered, packaged
from tests.bot.services.counsel.desk import desk
from tests.bot.services.counsel.giving_desk import HARD, TUESDAY, named, opened, single
from tests.bot.services.counsel.planned_desk import plans, put, taps
from tests.bot.services.room import ANN, DANA


@pytest.mark.parametrize("name", list(offered()))
async def test_each_template_is_given_in_three_taps_from_the_card(name: str) -> None:
    room = await desk("Blue scarf")
    await single(room)
    await named(room, ANN, HARD)
    await opened(room)
    await taps(room, f"plan:{name}")
    assert "From tomorrow:" in room.last(DANA).text
    assert "Ends:" in room.last(DANA).text
    await taps(room, "save")
    given = await plans(room)
    assert len(given) == len(packaged()[name].plans)
    assert given[0].bounds.start == TUESDAY
    assert len({plan.id for plan in given}) == len(given)
    assert room.last(DANA).text.startswith("Saved. Blue scarf reads once")


async def test_what_was_planned_ends_as_a_version_and_the_client_is_told_once() -> None:
    room = await desk("Blue scarf")
    before = await plans(room)
    said = len(room.on_screen(ANN))
    await opened(room)
    await taps(room, "plan:weekly", "save")
    async with room.store.works() as work:
        kept = [await work.plans.get(plan.id) for plan in before]
    assert [(one.status, one.version) for one in kept if one] == [
        (PlanStatus.ENDED, plan.version + 1) for plan in before
    ]
    assert {one.plan for _, one in room.occurrences() if one.state.value == "planned"} == {
        plan.id for plan in await plans(room)
    }
    await room.pass_(timedelta(minutes=6))
    assert len(room.on_screen(ANN)) == said + 2  # a plain line, and what opens behind it


async def test_who_has_it_already_keeps_it_and_nothing_can_be_saved() -> None:
    room = await desk("Blue scarf")
    await opened(room)
    await taps(room, "plan:weekly", "save")
    given = await plans(room)
    await opened(room)
    await taps(room, "plan:weekly")
    assert room.last(DANA).text.endswith("Nothing changes for Blue scarf.")
    assert "Save" not in room.last(DANA).keys
    assert await plans(room) == given


async def test_an_hour_is_asked_for_where_the_client_named_none() -> None:
    room = await desk("Blue scarf")
    await opened(room)
    await taps(room, "plan:risky-time", "day:6", "at:21-00")
    assert "“A look ahead” every Saturday at 6:00 pm" in room.last(DANA).text
    await taps(room, "Back", "Back", "plan:risky-time")
    await room.write("friday 8pm", DANA)
    assert "“A look ahead” every Friday at 5:00 pm" in room.last(DANA).text
    await taps(room, "save")
    assert "risky" not in (await room.client()).profile


async def test_words_are_answered_with_what_works() -> None:
    room = await desk("Blue scarf")
    await opened(room)
    await room.write("hello", DANA)
    assert room.last(DANA).text.startswith(room.say("apply.keys"))
    await taps(room, "plan:risky-time")
    await room.write("when it rains", DANA)
    assert room.last(DANA).text.startswith(room.say("apply.unread"))
    await taps(room, "day:6", "at:21-00", "save")
    assert len(await plans(room)) == 3


async def test_what_they_have_can_stay_beside_it() -> None:
    room = await desk("Blue scarf")
    mine = await single(room, cadence=Weekdays((3,)))
    await opened(room)
    await taps(room, "plan:maintenance", "adds")
    assert "Ends" not in room.last(DANA).text
    await taps(room, "adds")
    assert "Ends" in room.last(DANA).text
    await taps(room, "adds", "save")
    assert mine in await plans(room)
    assert len(await plans(room)) == 2


async def test_a_client_without_a_plan_has_nothing_to_end() -> None:
    room = await desk("Blue scarf")
    for plan in await plans(room):
        await put(room, replace(plan, status=PlanStatus.ENDED, version=plan.version + 1))
    await opened(room)
    await taps(room, "plan:hard-week")
    assert "Keep what they have as well" not in room.last(DANA).keys
    await taps(room, "save")
    assert [plan.bounds.end is not None for plan in await plans(room)] == [True] * 3


async def test_a_plan_that_rests_stays_as_it_is() -> None:
    room = await desk("Blue scarf")
    resting = await single(room, status=PlanStatus.PAUSED)
    await opened(room)
    await taps(room, "plan:weekly", "save")
    assert resting in await plans(room)
