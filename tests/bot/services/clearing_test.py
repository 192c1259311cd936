"""Clearing the chat: both sides' messages go, what is kept stays, and one plain line is left."""

from __future__ import annotations

from datetime import timedelta

from bot.message import Press
from bot.screens import phone
from bot.screens.screen import screen
from bot.services.visit import Visit
from tests.bot.services.room import ANN, Room


async def clear(room: Room) -> None:
    await room.give("privacy")
    await room.tap("Clear this chat")
    await room.tap("Clear it")


async def test_what_telegram_lets_us_goes_and_what_is_kept_stays() -> None:
    room = Room()
    await room.welcome()
    await room.write("one of my own")
    await room.tap("A note")
    words, client = await room.words(), await room.client()
    await clear(room)
    assert room.texts() == ["Ready when you are."]
    assert room.last().sent.keyboard == (("Check-in", "My words", "Right now", "Help"),)
    assert await room.words() == words
    assert (await room.client()).id == client.id
    assert not room.store._shelves.incoming
    async with room.store.works() as work:
        assert not [
            one
            for one in await work.holdings.messages(client.id)
            if one.message is not None and one.message.deletes
        ]


async def test_what_is_older_than_two_days_stays() -> None:
    room = Room()
    await room.welcome()
    old = room.texts()
    room.clock.at += timedelta(hours=49)
    await clear(room)
    assert room.texts() == [*old, "Ready when you are."]


async def test_a_question_that_nobody_sees_is_answered_by_nobody() -> None:
    room = Room()
    await room.welcome()
    await room.give("urge")
    assert await room.current() is not None
    await clear(room)
    assert await room.current() is None
    await room.write("hello again")
    assert room.last().text.startswith("Thanks for writing.")


async def test_a_chat_may_be_cleared_twice() -> None:
    room = Room()
    await room.welcome()
    await clear(room)
    await clear(room)
    assert room.texts() == ["Ready when you are."]


async def test_what_waits_to_be_opened_can_be_opened_afterwards() -> None:
    room = Room()
    await room.welcome()
    async with room.store.works() as work:
        client = await work.clients.by_chat(ANN)
        assert client is not None
        visit = Visit(room.house, work, client, room.clock.now())
        await visit.show(screen("settings.head"))
        assert visit.knocked
    room.opens = False
    await room.deliver()
    await clear(room)
    neutral, knock = room.on_screen()
    assert neutral.text == "Ready when you are."
    assert [key.does for row in knock.buttons for key in row] == [Press(phone.OPEN)]
    await room.press(knock, knock.buttons[0][0])
    assert room.last().text == room.say("settings.head")
