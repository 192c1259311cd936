"""An urge: five minutes, one message at their end, and whoever writes before that is met."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.interview.conversation import ConversationId
from bot.interview.terms import Kind
from bot.services import talk
from bot.services.visit import Visit
from tests.bot.services.shelves import put

if TYPE_CHECKING:
    from tests.bot.services.room import Room

MINUTE = timedelta(minutes=1)
ONCE_MORE = "Back to it, gently. How strong is it now, 0 to 10?"


async def waits(room: Room) -> None:
    """Come with an eight, and wait."""
    await room.welcome()
    client = await room.client()
    async with room.store.works() as work:
        await talk.begin(Visit(room.house, work, client, room.clock.now()), "urge")
    await room.deliver()
    await room.tap("8")


async def test_after_five_minutes_it_is_asked_once_more_and_only_once(room: Room) -> None:
    await waits(room)
    await room.pass_(4 * MINUTE)
    assert ONCE_MORE not in room.texts()
    await room.pass_(MINUTE)
    assert room.last().text == ONCE_MORE
    await room.pass_(50 * MINUTE)
    assert room.texts().count(ONCE_MORE) == 1


async def test_who_writes_before_that_is_asked_then(room: Room) -> None:
    await waits(room)
    await room.pass_(MINUTE)
    await room.write("i think it is passing")
    assert room.last().text == ONCE_MORE
    await room.pass_(10 * MINUTE)
    assert room.texts().count(ONCE_MORE) == 1


async def test_what_safety_hears_in_the_wait_comes_first(room: Room) -> None:
    await waits(room)
    await room.write("i want to kill myself")
    assert "988" in room.texts()[-2]
    await room.pass_(5 * MINUTE)
    assert ONCE_MORE not in room.texts()
    await room.tap("No, I meant something else")
    await room.tap("Go on with the check-in")
    assert room.last().text == ONCE_MORE


async def test_help_is_there_in_the_wait_and_ends_nothing(room: Room) -> None:
    await waits(room)
    await room.give("help")
    assert "988" in room.last().text
    await room.pass_(5 * MINUTE)
    assert room.last().text == ONCE_MORE


async def test_the_number_is_of_this_hour(room: Room) -> None:
    await waits(room)
    await room.pass_(5 * MINUTE)
    asked = room.last()
    await room.pass_(61 * MINUTE)
    assert await room.current() is None
    reaction = await room.press(asked, asked.keys["5"])
    assert reaction.toast == room.say("late.over")


async def test_both_numbers_are_kept(room: Room) -> None:
    await waits(room)
    await room.pass_(5 * MINUTE)
    await room.tap("5")
    client = await room.client()
    async with room.store.works() as work:
        rated = await work.words.ratings(client.id, "craving")
    assert [one.value for one in rated] == [8, 5]


async def test_who_used_already_is_asked_whether_it_is_over(room: Room) -> None:
    await waits(room)
    await room.pass_(5 * MINUTE)
    await room.tap("I already used")
    assert "Is it over for now, or still going on?" in room.last().text
    await room.tap("Still going on")
    assert "/help" in room.texts()[-2]
    assert await room.current() is None


async def test_people_are_there_while_the_mirror_rests_and_nothing_else_is(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.SUPPORT, text="my sister")
    await put(room, 2, Kind.CUE, text="friday", conversation=ConversationId("c" * 32))
    await put(room, 3, Kind.PLAN, text="call dee", conversation=ConversationId("c" * 32))
    await room.write("i want to kill myself")
    await room.give("urge")
    await room.tap("8")
    assert "Your people: “my sister” (March 2)." in "\n".join(room.texts())
    assert "call dee" not in "\n".join(room.texts())


async def test_words_that_safety_hears_in_an_urge_cover_all_but_people(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.SUPPORT, text="my sister")
    await put(room, 2, Kind.CUE, text="friday", conversation=ConversationId("c" * 32))
    await put(room, 3, Kind.PLAN, text="call dee", conversation=ConversationId("c" * 32))
    await room.give("urge")
    await room.write("i want to kill myself")
    await room.tap("8")
    assert "Your people: “my sister” (March 2)." in room.last().text
    assert "call dee" not in "\n".join(room.texts())


@pytest.mark.parametrize(("second", "named"), [("9", True), ("8", True), ("3", False)])
async def test_who_listens_is_named_where_it_does_not_pass(
    room: Room, second: str, *, named: bool
) -> None:
    await waits(room)
    await room.pass_(5 * MINUTE)
    await room.tap(second)
    assert (room.say("crisis.beside") in room.last().text) is named
