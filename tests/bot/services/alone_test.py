"""Goals that are dangerous alone: kept as they are put, never brought up, told of once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arrival import Edited, Tapped, Wrote
from bot.brief import Part
from bot.interview import mirror
from bot.interview.glass import Glass
from bot.interview.terms import Kind
from bot.interview.words import AIMS, Held
from bot.message import Press
from bot.services.known import know
from bot.services.visit import Visit
from bot.services.weighing import said_anew, weighed
from tests.bot.counsel.kept import kept
from tests.bot.screens.keeping import plan, words
from tests.bot.services.briefing.meeting import before, briefs, looks
from tests.bot.services.mirroring_test import now, pressed
from tests.bot.services.room import ANN, DANA, Room
from tests.bot.services.shelves import put

if TYPE_CHECKING:
    from bot.interview.words import KeptWords

MEDS: Final = "quit my meds by friday"
VODKA: Final = "Stop the vodka ALL AT ONCE, after years of a bottle a day"
FAST: Final = "water fast for 10 days"
"""Safety alone lets it pass, wherever it is written."""
ASKS: Final = "There's something to know about stopping"
AGAIN: Final = "Kept, as you put it."
EVOKES: Final = "What would that make better for you?"


async def put_as_first_goal(room: Room, text: str) -> None:
    await room.begin("A goal of your own")
    if "First, a name" in room.last().text:
        await room.write("drinking")
    await room.write(text)


async def goals(room: Room) -> list[KeptWords]:
    return [one for one in await room.words() if one.kind is Kind.GOAL]


async def shown_by_the_mirror(room: Room) -> set[str]:
    """Give everything that could come back to the client now, one way or another."""
    client, at = await room.client(), room.clock.now() + timedelta(days=60)
    async with room.store.works() as work:
        known = await know(Visit(room.house, work, client, at))
    shown: set[str] = {one.text for one in known.goals}
    for on_demand in (True, False):
        glass = Glass(at, on_demand=on_demand)
        shown |= {one.recalled.text for one in mirror.choose(known.words, glass).values()}
        shown |= {one.text for one in mirror.standing(known.words, glass).values()}
        shown |= {one.text for many in mirror.listed(known.words, glass).values() for one in many}
    return shown


async def test_the_goal_is_kept_verbatim_and_not_said_back_or_evoked(room: Room) -> None:
    await room.welcome()
    await put_as_first_goal(room, VODKA)
    (goal,) = await goals(room)
    assert (goal.text, goal.held) == (VODKA, Held.ALONE)
    asked = room.last()
    assert ASKS in asked.text
    assert list(asked.keys) == ["Yes", "A doctor is helping", "Not now"]
    assert not any(VODKA in text or EVOKES in text for text in room.texts())
    await room.tap("Yes")
    assert "What do you make of that?" in room.last().text
    await room.write("didn't know that")
    assert "/help" in room.last().text
    assert await room.current() is None
    assert await shown_by_the_mirror(room) == set()
    assert [one.text for one in await room.words()] == [VODKA]


async def test_it_is_told_once_for_each_danger(room: Room) -> None:
    await room.welcome()
    await put_as_first_goal(room, MEDS)
    await room.tap("Not now")
    await put_as_first_goal(room, "stop taking my lithium")
    assert room.last().text.startswith(AGAIN)
    await put_as_first_goal(room, VODKA)
    assert ASKS in room.last().text
    assert [one.held for one in await goals(room)] == [Held.ALONE] * 3


async def test_what_comes_in_two_bubbles_is_weighed_whole(room: Room) -> None:
    await room.welcome()
    await room.begin("A goal of your own")
    await room.write("drinking")
    await room.write("stop drinking", deliver=False)
    await room.write("all at once")
    assert ASKS in room.last().text
    (goal,) = await goals(room)
    assert goal.held is Held.ALONE
    assert goal.text == "stop drinking\nall at once"


async def test_written_in_between_and_called_a_goal(room: Room) -> None:
    await room.welcome()
    await room.write(FAST)
    await room.tap("goal")
    assert "There's something to know" in room.last().text
    (goal,) = await goals(room)
    assert goal.held is Held.ALONE


async def test_a_note_or_a_reason_may_tell_of_anything(room: Room) -> None:
    await room.welcome()
    await room.write(FAST)
    await room.tap("note")
    assert "Kept, in your words." in room.last().text
    assert [one.held for one in await room.words()] == [Held.HELD]


async def test_a_goal_that_changed_into_one(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, text="fewer pills", at=room.clock.now())
    await room.begin("Goal mirror")
    await room.tap("changed")
    await room.write("come off my xanax by friday")
    assert ASKS in room.last().text
    assert (await now(room, goal)).held is Held.HELD
    assert await shown_by_the_mirror(room) == {"fewer pills"}


async def test_one_put_anew_and_put_anew_again(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, text="feel better")
    await pressed(room, "reword", goal.id)
    await room.write(MEDS)
    assert (await now(room, goal)).held is Held.ALONE
    assert "There's something to know" in room.last().text
    await room.tap("person")
    await pressed(room, "reword", goal.id)
    await room.write("talk to Dr. K about my meds")
    assert (await now(room, goal)).held is Held.HELD
    assert await shown_by_the_mirror(room) == {"talk to Dr. K about my meds"}


async def test_one_that_an_edit_makes_of_it(room: Room) -> None:
    await room.welcome()
    await room.begin("A goal of your own")
    await room.write("drinking")
    written = next(room.messages)
    await room.happen(Wrote("feel better"), ANN, written)
    await room.happen(Edited(FAST), ANN, written)
    (goal,) = await goals(room)
    assert (goal.text, goal.held) == (FAST, Held.ALONE)
    assert "There's something to know" in room.last().text


async def test_what_safety_hears_besides_comes_first(room: Room) -> None:
    await room.welcome()
    await room.begin("A goal of your own")
    await room.write("drinking")
    await room.write("quit my meds and then kill myself")
    assert await goals(room) == []
    assert ASKS not in room.last().text


async def test_its_screen_says_so_and_offers_nothing_about_it(room: Room) -> None:
    await room.welcome()
    await put_as_first_goal(room, MEDS)
    await room.give("goals")
    await room.tap("1")
    assert room.say("goal.alone") in room.last().text
    assert list(room.last().keys) == ["Edit", "Hide", "Let go", "Forget for good", "All goals"]


async def test_a_plan_to_do_it_comes_back_no_more_than_the_goal(room: Room) -> None:
    await room.welcome()
    for one in plan(5):
        text = "flush my valium" if one.kind is Kind.PLAN else one.text
        await put(room, int(one.id), one.kind, conversation=one.conversation, text=text)
    assert "flush my valium" not in await shown_by_the_mirror(room)


async def test_the_brief_carries_it_and_the_client_may_switch_it_off() -> None:
    room = await before()
    await put_as_first_goal(room, MEDS)
    await looks(room)
    assert MEDS not in room.last().text
    await room.tap("Goals")
    assert f"“{MEDS}”" in room.last().text
    assert room.say("hard.not-alone") in room.last().text
    await room.tap("Send to Dana")
    (sent,) = await briefs(room)
    assert sent.parts == {Part.GOALS}
    assert MEDS in "".join(room.texts(DANA))


KEYS: Final = st.sampled_from(
    [
        *(("goal-is", f".{state}") for state in ("reached", "rests", "working")),
        *((name, "") for name in ("hide", "bring", "let-go", "gone", "words", "goal")),
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(KEYS, max_size=8), st.sampled_from([MEDS, VODKA, "only eat 500 a day"]))
def test_whatever_is_pressed_it_never_comes_back(keys: list[tuple[str, str]], text: str) -> None:
    async def press() -> set[str]:
        room = Room()
        await room.welcome()
        goal = await put(room, 1, Kind.GOAL, text=text)
        for action, more in keys:
            bubble = room.last()
            await room.happen(
                Tapped(Press(action, goal.id + more), bubble.text, "x"), ANN, bubble.id
            )
        return await shown_by_the_mirror(room)

    assert text not in asyncio.run(press())


@pytest.mark.parametrize("held", Held)
@pytest.mark.parametrize("kind", Kind)
def test_only_what_is_held_and_meant_is_held_apart(kind: Kind, held: Held) -> None:
    before = kept(kind, MEDS, held=held)
    apart = weighed(before)
    assert apart.held is (Held.ALONE if kind in AIMS and held is Held.HELD else held)
    assert weighed(apart) == apart


@given(st.sampled_from(Held))
def test_said_anew_it_is_weighed_anew(held: Held) -> None:
    before = words(1, Kind.GOAL, held=held, text=MEDS)
    harmless = said_anew(before, "up for breakfast")
    assert harmless.held is (Held.HELD if held is Held.ALONE else held)
    assert said_anew(harmless, MEDS).held is (Held.ALONE if harmless.held is Held.HELD else held)
