"""Which check-in comes: none outside its gate, whoever asks for it and when."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.arrival import Tapped
from bot.interview.library import library
from bot.interview.terms import Kind
from bot.message import Press
from bot.services.notes import SLIPPED
from tests.bot.services.room import PLAN, Room
from tests.bot.services.shelves import put, rate

DAY = timedelta(days=1)
ROTATION = 'checkins = ["goal-mirror", "two-sides", "week-review"]'


def planned(checkins: str = ROTATION, without: tuple[str, ...] = ()) -> Room:
    """Give a room whose plan brings these."""
    there = {name: script for name, script in library().items() if name not in without}
    head, _, rest = PLAN.partition("checkins = [")
    return Room(library=there, plan=head + checkins + rest.partition("]")[2])


async def came(room: Room) -> str:
    """Let the next prompt come and be started; give which check-in that was."""
    await room.next_prompt()
    await room.tap("Start")
    current = await room.current()
    assert current is not None
    return current.script


async def test_a_prompt_brings_the_next_that_fits_and_keeps_which_it_was() -> None:
    room = planned()
    await room.welcome()  # no goal yet, and nobody has said that they are of two minds
    await room.next_prompt()
    assert room.occurrences()[0][1].checkin == "week-review"
    await room.tap("Start")
    current = await room.current()
    assert current is not None
    assert current.script == "week-review"


async def test_what_was_planned_comes_where_it_fits() -> None:
    room = planned()
    await room.welcome()
    await put(room, 1, Kind.GOAL)
    assert await came(room) == "goal-mirror"


async def test_a_prompt_is_chosen_again_at_the_tap() -> None:
    room = planned()
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL)
    await room.next_prompt()
    assert room.occurrences()[0][1].checkin == "goal-mirror"
    async with room.store.works() as work:
        await work.words.forget(goal.id)
    await room.tap("Start")
    current = await room.current()
    assert current is not None
    assert current.script == "week-review"
    assert room.occurrences()[0][1].checkin == "week-review"


async def test_where_nothing_of_the_plan_fits_the_house_asks_what_went_well() -> None:
    room = planned('checkins = ["two-sides"]')
    await room.welcome()
    assert await came(room) == "went-well"


async def test_where_nothing_fits_at_all_nothing_comes() -> None:
    room = planned('checkins = ["two-sides"]', without=("went-well",))
    await room.welcome()
    shown = len(room.texts())
    await room.next_prompt()
    assert len(room.texts()) == shown
    assert room.states() == ["expired", "planned"]


async def test_after_a_slip_no_goal_comes_for_a_week() -> None:
    room = planned()
    await room.welcome()
    await put(room, 1, Kind.GOAL)
    await room.give("checkin")
    await room.tap("A slip")
    await room.tap("over")
    slipped = (await room.client()).profile[SLIPPED]
    assert slipped == room.clock.now().isoformat()
    await room.give("stop")
    assert await came(room) != "goal-mirror"


async def test_who_is_doing_it_is_never_asked_what_is_good_about_using() -> None:
    room = planned('checkins = ["two-sides"]')
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL)
    await rate(room, "importance", 3, goal=goal)
    await rate(room, "readiness", 3, goal=goal)
    assert await came(room) != "two-sides"


async def test_where_somebody_is_with_a_goal_is_asked_once_it_has_settled_and_in_four_weeks() -> (
    None
):
    room = planned('checkins = ["week-review", "strengths"]')
    await room.welcome()
    await put(room, 1, Kind.GOAL, at=room.clock.now())
    asked: list[int] = []
    for week in range(12):
        for _ in range(2):
            script = await came(room)
            if script == "readiness":
                asked.append(week)
                await room.tap("two-minds")
            else:
                await room.write("all right, most of it")
            if await room.current() is not None:
                await room.give("stop")
    assert asked[0] == 1
    assert all(4 <= later - at <= 5 for at, later in pairwise(asked))
    assert len(asked) == 3


async def test_whose_goal_is_somebody_else_s_is_asked_where_they_are_all_the_same() -> None:
    room = planned('checkins = ["week-review", "strengths"]')
    await room.welcome()
    brought = []
    for _ in range(6):
        brought.append(await came(room))
        await room.write("all right, most of it")
        await room.give("stop")
    assert brought.count("readiness") == 1


async def test_a_snoozed_prompt_rests_for_nobody_who_has_not_had_it() -> None:
    room = planned('checkins = ["strengths"]')  # at most every three weeks
    await room.welcome()
    await room.change(discreet=False)
    await room.next_prompt()
    await room.tap("Later")
    await room.tap("In an hour")
    await room.pass_(timedelta(hours=1))
    current = await room.current()
    assert current is not None
    assert current.script == "strengths"


async def test_the_menu_has_the_urge_first_then_four_then_all_that_fit(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    first, *best, all_, hard, last = room.last().buttons
    assert [key.does for key in first] == [Press("begin", "urge"), Press("begin", "slip")]
    assert best[0][0].does == Press("begin", "first-goal")
    assert len(best) == 4
    assert all_[0].does == Press("checkins", "0")
    assert hard[0].does == Press("hard-open")
    assert last[0].label == "This isn't helping"


async def test_all_of_them_are_those_that_fit_page_by_page(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("All check-ins")
    shown, bubbles = set[str](), len(room.texts())
    while True:
        keys = [key for row in room.last().buttons for key in row]
        shown |= {
            key.does.argument
            for key in keys
            if isinstance(key.does, Press) and key.does.action == "begin"
        }
        if "More" not in room.last().keys:
            break
        await room.tap("More")
    assert len(room.texts()) == bubbles
    assert {"first-goal", "importance", "week-review", "went-well"} <= shown
    assert not shown & {"two-sides", "goal-mirror", "welcome", "change-plan", "urge"}


async def test_a_key_of_an_older_menu_that_no_longer_fits_is_answered_kindly(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.GOAL)
    await room.give("checkin")
    older = room.last()
    key = older.keys["Goal mirror"]
    await room.begin("Goal mirror")
    await room.give("stop")
    await room.press(older, key)
    assert room.last().text.startswith(room.say("offer.not-now"))
    assert "Goal mirror" not in room.last().keys
    assert await room.current() is None


@pytest.mark.parametrize("page", ["", "9", "-1", "x", "²"])
async def test_any_page_is_a_page(room: Room, page: str) -> None:
    await room.welcome()
    await room.give("checkin")
    shown = room.last()
    await room.happen(Tapped(Press("checkins", page), shown.text, "x"), message=shown.id)
    assert shown.text == room.say("checkins.choose")
