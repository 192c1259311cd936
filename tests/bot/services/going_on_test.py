"""One check-in goes on to another: at once, in the same visit, after all the first has said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.arrival import Tapped
from bot.interview.conversation import Status
from bot.interview.library import library
from bot.interview.parse import parse
from bot.interview.terms import Kind
from bot.message import Press
from bot.screens.change_plan import SCRIPT
from tests.bot.services.change_plan_test import parts
from tests.bot.services.room import Room
from tests.bot.services.shelves import put

HEAD = 'format = 1\ntitle = "{0}"\nabout = "{0}"\n'
ASKS = """
[steps.used]
skill = "structure"
ask = "Used?"
choices = { yes = "I did", no = "I did not" }
next = { yes = "right", no = "end", skip = "end" }
[steps.right]
skill = "structure"
say = "Right."
[steps.to-two]
go = "two"
"""
AT_ONCE = """
[steps.known]
fork = "profile.other"
next = { set = "asks", unset = "to-two" }
[steps.asks]
skill = "open question"
ask = "Never."
open = true
next = "end"
[steps.to-two]
go = "two"
"""
GOAL = """
[steps.what]
skill = "open question"
ask = "A goal?"
open = true
keeps = "goal"
next = { skip = "end", else = "to-three" }
[steps.to-three]
go = "three"
"""
ABOUT = 'goal = true\n[steps.how]\nskill = "structure"\nask = "How important?"\nscale = [0, 10]\n'
ABOUT += 'measures = "importance"\nnext = "end"\n'
SHOWS = (
    'goal = true\n[steps.mine]\nskill = "structure"\nquote = "goal"\notherwise = "used"\n'
    'say = "Yours."\nnext = "used"\n' + ASKS
)
TWO = '[steps.what]\nskill = "open question"\nask = "What happened?"\nopen = true\nnext = "end"\n'
WAITS = """
[steps.how]
skill = "structure"
ask = "Fine?"
choices = { yes = "Yes", no = "No" }
[steps.while]
skill = "structure"
say = "In a while, then."
[steps.wait]
pause = "5m"
[steps.to-two]
go = "two"
"""


@pytest.fixture
async def room() -> Room:
    files = {
        "one": ASKS,
        "again": AT_ONCE,
        "round": AT_ONCE.replace('"two"', '"back"'),
        "back": AT_ONCE.replace('"two"', '"round"'),
        "astray": ASKS.replace('"two"', '"nowhere"'),
        "goal": "goal = true\n" + GOAL,
        "three": ABOUT,
        "shows": SHOWS.replace('"two"', '"shows-too"'),
        "shows-too": SHOWS,
        "barred": ASKS.replace('"two"', '"shut"'),
        "shut": '[gate]\nneeds = "value"\n' + TWO,
        "once": ASKS.replace('"two"', '"rests"'),
        "rests": '[gate]\nrests = "9d"\n' + TWO,
        "two": TWO,
        "waits": WAITS,
        "waited": "on_demand = true\n" + WAITS,
    }
    own = {name: parse(name, {"en": HEAD.format(name) + text}) for name, text in files.items()}
    room = Room(library={**library(), **own})
    await room.welcome()
    return room


async def begin(room: Room, name: str) -> None:
    await room.happen(Tapped(Press("begin", name), "", name))


async def test_it_begins_when_all_is_said(room: Room) -> None:
    await begin(room, "one")
    await room.tap("I did")
    assert room.texts()[-2:] == ["Right.", "What happened?"]
    await room.write("a party")
    client = await room.client()
    async with room.store.works() as work:
        two, one = await work.conversations.latest(client.id, 2)
    assert [(c.script, c.status) for c in (one, two)] == [
        ("one", Status.DONE),
        ("two", Status.DONE),
    ]
    assert two.answers["what"].text == "a party"


async def test_typed_or_tapped_it_is_the_same(room: Room) -> None:
    await begin(room, "one")
    await room.write("i did")
    assert room.texts()[-2:] == ["Right.", "What happened?"]


async def test_another_way_leads_nowhere_else(room: Room) -> None:
    await begin(room, "one")
    await room.tap("I did not")
    assert "What happened?" not in room.texts()


async def test_it_may_go_on_before_anything_is_asked(room: Room) -> None:
    await begin(room, "again")
    assert room.last().text == "What happened?"


async def test_it_goes_on_to_nothing_that_does_not_fit(room: Room) -> None:
    await begin(room, "barred")
    await room.tap("I did")
    assert "What happened?" not in room.texts()
    assert room.say("offer.not-now") in room.last().text
    assert await room.current() is None


async def test_what_they_went_on_to_lately_comes_all_the_same(room: Room) -> None:
    for _ in range(2):
        await begin(room, "once")
        await room.tap("I did")
        assert room.last().text == "What happened?"


async def test_the_goal_it_goes_on_with_is_not_shown_twice_running(room: Room) -> None:
    await put(room, 1, Kind.GOAL, text="up for breakfast")
    await begin(room, "shows")
    await room.tap("I did")
    current = await room.current()
    assert current is not None
    assert current.script == "shows-too"
    assert current.memory.goal is not None
    assert sum("up for breakfast" in text for text in room.texts()) == 1


@pytest.mark.parametrize("name", ["round", "astray"])
async def test_what_leads_round_or_astray_just_ends(room: Room, name: str) -> None:
    await begin(room, name)
    if name == "astray":
        await room.tap("I did")
    assert "What happened?" not in room.texts()
    assert room.failures == []


async def test_it_is_about_the_same_goal(room: Room) -> None:
    for text, number in (("up for breakfast", "7"), ("sleep", "4")):
        await begin(room, "goal")
        await room.write(text)
        await room.write(number)
    goals = {words.id: words.text for words in await room.words() if words.kind is Kind.GOAL}
    client = await room.client()
    async with room.store.works() as work:
        ratings = await work.words.ratings(client.id, "importance")
    said = {goals[rating.goal]: rating.value for rating in ratings if rating.goal}
    assert said == {"up for breakfast": 7, "sleep": 4}


async def test_what_comes_after_a_wait_begins_when_that_is_over(room: Room) -> None:
    await begin(room, "waits")
    await room.tap("Yes")
    await room.pass_(timedelta(minutes=6))
    assert room.last().text == "What happened?"


async def test_who_comes_back_during_a_wait_goes_on_as_well(room: Room) -> None:
    await begin(room, "waited")
    await room.tap("Yes")
    await room.write("still here")
    assert room.last().text == "What happened?"


async def test_a_picture_at_the_end_of_a_wait_is_drawn_outside_of_the_transaction() -> None:
    plan = WAITS.replace('[steps.to-two]\ngo = "two"\n', 'next = "end"\n')
    room = Room(library={**library(), SCRIPT: parse(SCRIPT, {"en": HEAD.format("Plan") + plan})})
    await room.welcome()
    await parts(room)
    await begin(room, SCRIPT)
    await room.tap("Yes")
    await room.pass_(timedelta(minutes=6))
    assert room.failures == []
    assert room.last().sent.picture
