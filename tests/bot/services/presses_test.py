from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Tapped
from bot.message import Answering, Press
from bot.people import Standing
from tests.bot.services.room import ANN, BEN, Room

if TYPE_CHECKING:
    from tests.bot.services.bubble import Bubble

WEEK = timedelta(weeks=1)


async def pressed(room: Room, action: str, argument: str = "", chat: int = ANN) -> str:
    """Send the callback data of a key, however it was come by; give the toast."""
    return (await room.happen(Tapped(Press(action, argument)), chat)).toast


async def shown(room: Room, command: str) -> Bubble:
    await room.give(command)
    return room.last()


async def test_keys_go_and_the_choice_stays(room: Room) -> None:
    await room.welcome()
    menu = await shown(room, "pause")
    await room.tap("A week")
    assert menu.buttons == ()
    assert menu.text.endswith("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} A week")


@pytest.mark.parametrize(
    ("command", "label"),
    [("pause", "A day"), ("checkin", "How sure you are"), ("settings", "Time zone: New York")],
)
async def test_a_key_works_once(room: Room, command: str, label: str) -> None:
    await room.welcome()
    menu = await shown(room, command)
    button, before = menu.keys[label], menu.text
    await room.press(menu, button)
    texts = room.texts()
    second = Tapped(button.does, before, button.label)  # tapped before the first came back
    assert (await room.happen(second, ANN, menu.id)).toast == room.say("late.turn")
    gone = Tapped(button.does, menu.text)  # or from a telephone that had not heard of it
    assert (await room.happen(gone, ANN, menu.id)).toast == room.say("late.turn")
    assert room.texts() == texts


async def test_too_often_twice_halves_once(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await room.tap("This isn't helping")
    ask = room.last()
    button, before = ask.keys["Too often"], ask.text
    await room.press(ask, button)
    await room.happen(Tapped(button.does, before, button.label), ANN, ask.id)
    await room.give("rhythm")
    assert "Tuesday at 6:00 pm" in room.last().text


@pytest.mark.parametrize("name", ["welcome", "heard", "of-old", ""])
async def test_what_stands_in_no_list_cannot_be_begun(room: Room, name: str) -> None:
    await room.welcome()
    assert await pressed(room, "begin", name) == room.say("late.over")
    assert await room.current() is None


async def test_a_key_that_nobody_knows_any_more_is_past(room: Room) -> None:
    await room.welcome()
    assert await pressed(room, "of-old", "x") == room.say("late.turn")


@pytest.mark.parametrize(
    ("action", "argument"),
    [("goals", "x"), ("quiet-for", "ever"), ("command", "x")],
)
async def test_a_strange_argument_does_nothing(room: Room, action: str, argument: str) -> None:
    await room.welcome()
    texts = room.texts()
    await pressed(room, action, argument)
    assert room.texts() == texts
    assert (await room.client()).standing is Standing.ACTIVE


async def test_a_question_of_another_client_is_no_question_of_mine(room: Room) -> None:
    await room.welcome()
    await room.welcome(BEN)
    await room.give("checkin")
    await room.tap("How sure you are")
    current = await room.current()
    assert current is not None
    taken = Tapped(Answering(current.id, current.turn, "7"), "?", "7")
    reaction = await room.happen(taken, BEN)
    assert reaction.toast == room.say("late.over")
    assert await room.current() == current


async def test_a_pause_ends_by_itself_and_an_earlier_one_ends_nothing(room: Room) -> None:
    await room.welcome()
    await room.give("pause")
    await room.tap("A day")
    await room.give("resume")
    await room.give("pause")
    await room.tap("A week")
    await room.pass_(timedelta(days=2))
    assert (await room.client()).standing is Standing.PAUSED
    await room.pass_(WEEK)
    assert (await room.client()).standing is Standing.ACTIVE
    assert room.states()[-1] == "planned"


async def test_an_open_pause_outlasts_every_timer(room: Room) -> None:
    await room.welcome()
    await pressed(room, "quiet-for", "day")
    await pressed(room, "quiet-for", "open")
    await room.pass_(WEEK)
    assert (await room.client()).standing is Standing.PAUSED


@pytest.mark.parametrize(
    ("action", "argument"), [("helping", "not-now"), ("helping", "wrong"), ("quiet-for", "week")]
)
async def test_who_stopped_stays_stopped(room: Room, action: str, argument: str) -> None:
    await room.welcome()
    await room.give("stop")
    await pressed(room, action, argument)
    assert room.last().text == room.say("stop.already")
    await room.pass_(2 * WEEK)
    assert (await room.client()).standing is Standing.STOPPED


async def test_help_is_there_for_whoever_taps_it(room: Room) -> None:
    await pressed(room, "help")
    assert "911" in room.last().text
    async with room.store.works() as work:
        assert await work.clients.by_chat(ANN) is None
