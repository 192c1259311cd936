"""Goals: their lists, one goal and what becomes of it, and the check-ins about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.screens.goal import ABOUT
from tests.bot.screens.keeping import plan
from tests.bot.services.mirroring_test import now
from tests.bot.services.shelves import put, rate

if TYPE_CHECKING:
    from tests.bot.services.room import Room


async def test_a_goal_shows_its_numbers_and_where_they_come_from(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, text="up for breakfast")
    await rate(room, "importance", 4, 6, goal=goal)
    await rate(room, "confidence", 5, goal=goal)
    await rate(room, "readiness", 2, goal=goal)
    await room.give("goals")
    shown = room.last()
    await room.tap("1")
    assert room.last() is shown
    assert shown.text.split("\n\n") == [
        "“up for breakfast” (March 2)",
        (
            "You're working on it.\n"
            "Importance 6, was 4 on February 16.\n"
            "Confidence 5 (February 23).\n"
            "Where you are with it: getting ready (February 23)."
        ),
    ]


async def test_reasons_and_plans_stand_with_the_goal_they_belong_to(room: Room) -> None:
    await room.welcome()
    goal, other = await put(room, 1, Kind.GOAL), await put(room, 2, Kind.GOAL)
    await put(room, 3, Kind.REASON, goal=goal.id)
    await put(room, 4, Kind.REASON, conversation=goal.conversation)
    await put(room, 5, Kind.REASON, goal=other.id)
    await put(room, 6, Kind.REASON, held=Held.LET_GO, goal=goal.id)
    for one in plan(10):
        await put(room, int(one.id), one.kind, conversation=one.conversation, goal=goal.id)
    await room.give("goals")
    await room.tap("1")
    shown = room.last().text
    assert shown.endswith("Your if-then plans:\n• If “words 10”, then “words 11” (March 2)")
    assert "Your reasons:\n• “words 3” (March 2)\n• “words 4” (March 2)" in shown
    assert "words 5" not in shown
    assert "words 6" not in shown


@pytest.mark.parametrize(
    ("key", "held", "back"),
    [
        ("Reached", Held.REACHED, "Reached or resting: 1"),
        ("Let it rest", Held.RESTS, "Reached or resting: 1"),
    ],
)
async def test_a_goal_moves_to_another_list_and_back(
    room: Room, key: str, held: Held, back: str
) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL)
    await room.give("goals")
    await room.tap("1")
    await room.tap(key)
    assert (await now(room, goal)).held is held
    await room.tap("All goals")
    assert room.last().text == room.say("goals.none-now")
    await room.tap(back)
    await room.tap("1")
    await room.tap("Work on it again")
    assert (await now(room, goal)).held is Held.HELD
    assert room.say("goal.held") in room.last().text


async def test_a_goal_let_go_is_found_only_by_who_looks_for_it(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL)
    await room.give("goals")
    await room.tap("1")
    await room.tap("Let go")
    await room.tap("Let go")
    assert (await now(room, goal)).held is Held.LET_GO
    await room.tap("All goals")
    assert "words 1" not in room.last().text
    await room.tap("Let go of: 1")
    await room.tap("1")
    assert list(room.last().keys) == ["Work on it again", "Forget for good", "All goals"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("How important", "matters"),
        ("How sure", "sure"),
        ("Where I am with this", "where"),
        ("Add a plan", "plan"),
    ],
)
async def test_a_check_in_about_a_goal_begins_at_its_key(room: Room, key: str, name: str) -> None:
    await room.welcome()
    await put(room, 1, Kind.GOAL)
    goal = await put(room, 2, Kind.GOAL)
    await room.give("goals")
    await room.tap("2")
    await room.tap(key)
    current = await room.current()
    assert current is not None
    assert current.script == ABOUT[name]
    assert current.memory.goal == goal.id
    assert room.texts()[-2].endswith(key)


async def test_a_goal_s_keys_begin_nothing_outside_its_gate(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL)
    await room.give("goals")
    await room.tap("1")
    key = room.last().keys["How important"].does
    await rate(room, "readiness", 3, goal=goal)  # they are doing it by now
    await room.tap("How important")
    assert room.say("offer.not-now") in room.last().text
    assert await room.current() is None
    await room.give("goals")
    await room.tap("1")
    keys = [one.does for one in room.last().keys.values()]
    assert key not in keys
    assert {"How sure", "Add a plan", "Where I am with this"} <= room.last().keys.keys()


async def test_who_asks_where_they_are_with_a_goal_need_not_wait_for_it(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.GOAL)
    for _ in range(2):
        await room.give("goals")
        await room.tap("1")
        await room.tap("Where I am with this")
        current = await room.current()
        assert current is not None
        assert current.script == "readiness"
        await room.give("stop")


@pytest.mark.parametrize("command", ["urge", "slip"])
async def test_what_is_asked_for_on_demand_begins_at_once(room: Room, command: str) -> None:
    await room.welcome()
    await room.give(command)
    current = await room.current()
    assert current is not None
    assert current.script == command


async def test_an_urge_begins_at_the_key_below_even_in_a_check_in(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("A goal of your own")
    await room.write("Right now")
    current = await room.current()
    assert current is not None
    assert current.script == "urge"
    assert room.say("checkins.ended") not in room.texts()
