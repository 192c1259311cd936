"""Whoever pushes back gets no argument."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.interview.conversation import Status
from bot.message import Press
from bot.services import notes
from tests.bot.services.room import BEN, Room

HERS = "How much it matters"


async def asked(room: Room) -> None:
    """Come to an open question."""
    await room.welcome()
    await room.begin(HERS)
    await room.tap("6")


@pytest.mark.parametrize(
    "said",
    [
        "stop asking",
        "This is STUPID!!",
        "none of your business.",
        "Leave me alone",
        "you don't get it",
        "you dont get it 🙄",
        "¡Déjame en paz!",
        "no es asunto tuyo",
        "no me entiendes",
    ],
)
async def test_it_is_their_call_and_what_they_said_is_no_answer(room: Room, said: str) -> None:
    await asked(room)
    before = await room.current()
    await room.write(said)
    assert room.last().text == "It's your call. Shall I leave this for a while?"
    assert list(room.last().keys) == ["Leave it for a while", "Go on", "This isn't helping"]
    assert await room.current() == before
    assert await room.words() == []


@pytest.mark.parametrize(
    "said",
    [
        "leave me alone is what i tell the guys at the bar",
        "my boss says this is stupid",
        "you don't get it until you have kids",
    ],
)
async def test_an_answer_that_holds_such_words_is_an_answer(room: Room, said: str) -> None:
    await asked(room)
    await room.write(said)
    assert [words.text for words in await room.words()] == [said]


async def test_left_it_ends_rests_for_two_weeks_and_comes_back(room: Room) -> None:
    await asked(room)
    await room.write("stop asking")
    await room.tap("Leave it for a while")
    assert room.last().text == (
        "Then I'll leave it alone until Monday, March 16. The rest goes on as it was."
    )
    assert await room.current() is None
    await room.give("checkin")
    assert HERS not in room.last().keys
    assert notes.left(await room.client(), room.clock.now().date()) == {"importance"}
    room.clock.at += timedelta(days=14)
    await room.begin(HERS)
    assert await room.current() is not None


async def test_two_left_alone_rest_each_for_its_own_time(room: Room) -> None:
    await asked(room)
    await room.write("stop asking")
    await room.tap("Leave it for a while")
    room.clock.at += timedelta(days=10)
    await room.begin("What matters most")
    await room.write("leave me alone")
    await room.tap("Leave it for a while")
    today = room.clock.now().date()
    client = await room.client()
    assert notes.left(client, today) == {"importance", "values"}
    assert notes.left(client, today + timedelta(days=5)) == {"values"}
    assert notes.left(client, today + timedelta(days=14)) == frozenset()


async def test_a_prompt_that_is_argued_with_counts_as_answered(room: Room) -> None:
    await room.welcome()
    await room.next_prompt()
    await room.tap("Start")
    await room.write("leave me alone")
    await room.tap("Leave it for a while")
    assert room.states()[0] == "answered"


async def test_going_on_puts_the_question_again(room: Room) -> None:
    await asked(room)
    question = room.last().text
    await room.write("this is stupid")
    await room.tap("Go on")
    assert room.last().text in question
    await room.write("my kids")
    assert [words.text for words in await room.words()] == ["my kids"]


async def test_not_helping_asks_what_is_off(room: Room) -> None:
    await asked(room)
    await room.write("leave me alone")
    await room.tap("This isn't helping")
    assert room.last().text == room.say("helping.ask")


async def test_outside_a_check_in_it_asks_what_is_off_and_keeps_nothing(room: Room) -> None:
    await room.welcome()
    await room.write("Leave me alone!")
    assert room.last().text == room.say("helping.ask")
    assert await room.words() == []


async def test_keys_of_a_check_in_that_is_over_or_anothers_do_nothing(room: Room) -> None:
    await asked(room)
    await room.write("leave me alone")
    keys = room.last()
    await room.welcome(BEN)
    reaction = await room.press(keys, keys.keys["Leave it for a while"], BEN)
    assert reaction.toast == room.say("late.over")
    current = await room.current()
    assert current is not None
    assert current.status is Status.WAITING
    await room.give("stop")
    for label in ("Leave it for a while", "Go on"):
        does = keys.keys[label].does
        assert isinstance(does, Press)
        assert does.argument == current.id
        assert (await room.press(keys, keys.keys[label])).toast == room.say("late.over")
        await room.change(pressed=None)  # another message's keys were pressed last
    assert notes.left(await room.client(), room.clock.now().date()) == frozenset()
