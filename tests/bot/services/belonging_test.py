"""Words and numbers belong to a goal, and go on with it when it is put anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.interview.conversation import ConversationId
from bot.interview.mirror import Why
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, KeptWords
from bot.services import keep, talk
from bot.services.visit import Visit
from tests.bot.services.shelves import put, rate

if TYPE_CHECKING:
    from tests.bot.services.room import Room


async def told(room: Room) -> list[Effect]:
    client = await room.client()
    async with room.store.works() as work:
        said = await work.words.told(client.id, client.created_at)
    return [one.effect for one in said]


async def kept(room: Room, kind: Kind) -> KeptWords:
    return next(words for words in reversed(await room.words()) if words.kind is kind)


async def sure(room: Room, number: str) -> None:
    await room.begin("How sure you are")
    await room.tap(number)


async def test_what_a_goals_check_in_keeps_and_measures_belongs_to_the_goal(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, at=room.clock.now())
    await sure(room, "6")
    await room.write("left early twice")
    client = await room.client()
    async with room.store.works() as work:
        (number,) = await work.words.ratings(client.id, "confidence")
    assert number.goal == goal.id
    assert {words.goal for words in await room.words()} == {None, goal.id}


async def test_what_is_said_after_a_first_goal_belongs_to_it(room: Room) -> None:
    await room.welcome()
    await room.begin("A goal of your own")
    for _ in range(4):
        if await room.current() is not None:
            await room.write("mornings with the kids")
    goal = await kept(room, Kind.GOAL)
    assert goal.goal is None
    assert {words.goal for words in await room.words() if words != goal} <= {goal.id}


async def test_why_it_was_these_is_kept_with_when(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, at=room.clock.now())
    await room.begin("Goal mirror")
    shown = await kept(room, Kind.GOAL)
    assert shown.id == goal.id
    assert shown.why == Why.ONLY
    assert shown.shown_at == room.clock.now()


@pytest.mark.parametrize(("choice", "effect"), [("still", Effect.STILL), ("gone", Effect.LET_GO)])
async def test_what_was_said_of_a_goal_is_told(room: Room, choice: str, effect: Effect) -> None:
    await room.welcome()
    await put(room, 1, Kind.GOAL, at=room.clock.now())
    await room.begin("Goal mirror")
    await room.tap(choice)
    assert (await told(room))[0] is effect


@pytest.mark.parametrize(("old", "goes_on"), [("new", True), ("both", False)])
async def test_what_belonged_to_a_goal_goes_on_with_the_one_that_took_its_place(
    room: Room,
    old: str,
    *,
    goes_on: bool,
) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, at=room.clock.now())
    reason = await put(room, 2, Kind.REASON, at=room.clock.now(), goal=goal.id)
    await rate(room, "importance", 6, goal=goal)
    await room.begin("Goal mirror")
    await room.tap("changed")
    await room.write("no wine on weekdays")
    await room.tap(old)
    new = next(words for words in await room.words() if words.text == "no wine on weekdays")
    words = {one.id: one for one in await room.words()}
    client = await room.client()
    async with room.store.works() as work:
        (number,) = await work.words.ratings(client.id, "importance")
    whose = new.id if goes_on else goal.id
    assert words[reason.id].goal == number.goal == whose
    assert words[goal.id].held is (Held.LET_GO if goes_on else Held.HELD)
    assert (words[goal.id].text, words[goal.id].on) == (goal.text, goal.on)
    assert new.held is Held.HELD
    assert Effect.CHANGED in await told(room)


async def test_the_goal_that_a_client_picks_comes_however_lately_it_was_there(room: Room) -> None:
    await room.welcome()
    now = room.clock.now()
    await put(room, 1, Kind.GOAL, at=now - timedelta(days=1))
    other = await put(room, 2, Kind.GOAL, at=now, shown_at=now)
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, now)
        begun = await talk.begin(visit, "goal-mirror", about=other.id, picked=True)
    assert begun.memory.about is not None
    assert (begun.memory.about.id, begun.memory.about.why) == (other.id, Why.CHOSEN)
    assert begun.memory.goal == other.id


@pytest.mark.parametrize("held", Held)
async def test_numbers_of_a_goal_come_back_while_it_is_worked_on(room: Room, held: Held) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, held=held)
    await rate(room, "confidence", 4, 5, 5, 6, goal=goal)
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, room.clock.now())
        begun = await talk.begin(visit, "reflection")
    works = held is Held.HELD
    assert bool(begun.memory.then) == bool(begun.memory.ratings) == works


async def test_a_goal_that_rests_is_rated_and_not_shown(room: Room) -> None:
    await room.welcome()
    now = room.clock.now()
    goal = await put(room, 1, Kind.GOAL, at=now, shown_at=now)
    await room.begin("How sure you are")
    current = await room.current()
    assert current is not None
    assert (current.memory.about, current.memory.goal) == (None, goal.id)
    assert goal.text not in room.last().text


async def test_what_is_let_go_of_beside_a_check_in_is_not_shown_in_it(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, at=room.clock.now())
    reason = await put(room, 2, Kind.REASON, at=room.clock.now(), goal=goal.id)
    await room.begin("Goal mirror")
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, room.clock.now())
        await keep.act(visit, reason.id, Effect.LET_GO)
    current = await room.current()
    assert current is not None
    assert Kind.REASON not in {*current.memory.words, *current.memory.several}
    assert Kind.GOAL in current.memory.words


async def test_what_safety_caught_leaves_nothing_to_mirror_in_an_open_check_in(room: Room) -> None:
    await room.welcome()
    for n, kind in enumerate((Kind.VALUE, Kind.SUPPORT, Kind.STRENGTH), start=1):
        await put(room, n, kind, at=room.clock.now())
    await sure(room, "6")
    await room.write("i want to kill myself")
    current = await room.current()
    assert current is not None
    assert (current.memory.words, current.memory.several) == ({}, {})


async def test_a_plan_comes_with_its_if_and_how_it_went_changes_nothing_of_it(room: Room) -> None:
    await room.welcome()
    now, talked = room.clock.now(), ConversationId("7" * 32)
    await put(room, 1, Kind.CUE, at=now, conversation=talked)
    plan = await put(room, 2, Kind.PLAN, at=now, conversation=talked)
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, now)
        begun = await talk.begin(visit, "urge")
        await keep.act(visit, plan.id, Effect.HELPED)
        assert await work.words.get(plan.id) is not None
    recalled = begun.memory.words[Kind.PLAN]
    assert (recalled.id, recalled.cue) == (plan.id, (await room.words())[0].text)
    assert (await told(room))[-1] is Effect.HELPED


async def test_what_became_a_goal_stays_in_the_change_plan_which_goes_on(room: Room) -> None:
    await room.welcome()
    await rate(room, "readiness", 2)
    await room.begin("A change plan")
    for text in ("no wine on weekdays", "sleep better"):
        await room.write(text)
    await room.tap("Yes, as a goal")
    await room.tap("Tomorrow")
    want, why = await room.words()
    assert (want.kind, why.goal) == (Kind.GOAL, want.id)
    await room.pass_(timedelta(days=1))
    await room.tap("Start")
    current = await room.current()
    assert current is not None
    assert current.memory.earlier == {"want", "why"}
    assert current.at == "steps"
    await room.write("pour it out")
    await room.give("plan")
    for text in ("no wine on weekdays", "sleep better", "pour it out"):
        assert f"“{text}”" in room.last().text
