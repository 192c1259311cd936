"""A change plan over three days, as it is asked for and brought."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.interview.conversation import ConversationId, WordsId
from bot.interview.terms import Kind
from bot.interview.words import KeptWords, Rating
from bot.services import talk
from bot.services.visit import Visit
from tests.bot.services.room import PLAN, Room

DAY = timedelta(days=1)


@pytest.fixture
def room() -> Room:
    """Give a room whose plan keeps out of the way."""
    return Room(plan=PLAN.replace('"tue", "fri"', '"sun"'))


async def ready(room: Room, *goals: str) -> None:
    """Welcome somebody who is getting ready, for each of these goals or for none in particular."""
    await room.welcome()
    client, now, nowhere = await room.client(), room.clock.now(), ConversationId("0" * 32)
    asked = (now, now.date(), "first-goal", "thing", nowhere)
    ids = [WordsId(f"{n:032x}") for n, _ in enumerate(goals)]
    async with room.store.works() as work:
        for id_, goal in zip(ids, goals, strict=True):
            await work.words.put(KeptWords(id_, client.id, Kind.GOAL, goal, *asked))
        for about in (*ids,) or (None,):
            rated = Rating(client.id, "readiness", 2, now, nowhere, "where", goal=about)
            await work.words.rate(rated)


async def begin(room: Room, about: WordsId | None = None) -> None:
    client = await room.client()
    async with room.store.works() as work:
        visit = Visit(room.house, work, client, room.clock.now())
        await talk.begin(visit, "change-plan", about=about)
    await room.deliver()


async def test_two_parts_a_day_and_after_three_days_all_six(room: Room) -> None:
    await ready(room)
    await begin(room)
    await room.write("nothing to drink on work nights")
    await room.write("mia looked scared of me")
    await room.tap("Only in the plan")
    assert "Parts in so far: 2 of 6." in room.last().text
    await room.tap("Tomorrow")
    await room.pass_(DAY)
    await room.tap("Start")
    await room.write("the car keys to dee on fridays")
    await room.write("dee, she said any time")
    assert "Parts in so far: 4 of 6." in room.last().text
    await room.tap("Tomorrow")
    await room.pass_(DAY)
    await room.tap("Start")
    await room.write("pancakes on saturday with no headache")
    await room.write("overtime. then i text dee before i clock out")
    assert any("All six parts are in" in text for text in room.texts())
    assert await room.current() is None
    await room.pass_(3 * DAY)
    assert "again" not in room.timers()
    steps = [one.step for one in await room.words()]
    assert sorted(steps) == sorted(["want", "why", "steps", "people", "sign", "in-the-way"])


async def test_it_goes_on_about_the_same_goal(room: Room) -> None:
    await ready(room, "up for breakfast with the kids", "out of debt by summer")
    second = WordsId(f"{1:032x}")
    await begin(room, second)
    await room.write("no more than two on a saturday")
    await room.write("the rent is in that money")
    await room.tap("Tomorrow")
    await room.pass_(DAY)
    await room.tap("Start")
    current = await room.current()
    assert current is not None
    assert (current.script, current.memory.goal) == ("change-plan", second)
    assert current.at == "steps"


async def test_whoever_moved_elsewhere_meanwhile_is_not_asked(room: Room) -> None:
    await ready(room)
    await begin(room)
    await room.write("nothing to drink on work nights")
    await room.write("mia looked scared of me")
    await room.tap("Only in the plan")
    await room.tap("Tomorrow")
    client = await room.client()
    async with room.store.works() as work:
        now, nowhere = room.clock.now(), ConversationId("0" * 32)
        await work.words.rate(Rating(client.id, "readiness", 0, now, nowhere, "where"))
    texts = room.texts()
    await room.pass_(DAY)
    assert room.texts() == texts
