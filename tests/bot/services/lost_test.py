"""A check-in whose version can be read no more: help comes first still, and nobody is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import Unreadable
from bot.message import Purpose
from tests.bot.services.mirroring_test import pressed

if TYPE_CHECKING:
    from bot.interview.conversation import ConversationId
    from tests.bot.services.bubble import Bubble
    from tests.bot.services.room import Room

LOST = "0" * 64


async def lose(room: Room, conversation: ConversationId) -> None:
    """Let a conversation be in a version that nobody has."""
    async with room.store.works() as work:
        found = await work.conversations.get(conversation)
        assert found is not None
        lost = replace(found, version=LOST)
        await work.conversations.save(lost, found.turn, room.clock.now())


@pytest.fixture
async def shown(room: Room) -> Bubble:
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    current = await room.current()
    assert current is not None
    await lose(room, current.id)
    return room.last()


def reported(room: Room) -> list[tuple[str, type[Exception]]]:
    return [(what, type(error)) for what, error in room.failures]


@pytest.mark.usefixtures("shown")
async def test_help_comes_first_all_the_same(room: Room) -> None:
    await room.write("I want to kill myself")
    assert room.last().sent.purpose is Purpose.CRISIS
    assert "988" in room.texts()[-2]
    assert reported(room) == [("script.lost", Unreadable)]


@pytest.mark.usefixtures("shown")
async def test_it_ends_and_the_next_one_begins(room: Room) -> None:
    await room.write("hello")
    current = await room.current()
    assert current is not None
    assert current.script == "heard"


async def test_a_key_of_it_is_past(room: Room, shown: Bubble) -> None:
    reaction = await room.press(shown, shown.keys["7"])
    assert reaction.toast == room.say("late.over")
    reaction = await room.press(shown, shown.keys["7"])
    assert reaction.toast == room.say("late.over")
    assert await room.current() is None
    assert reported(room) == [("script.lost", Unreadable)]


@pytest.mark.usefixtures("shown")
async def test_its_time_runs_out_without_a_word(room: Room) -> None:
    before = room.texts()
    await room.pass_(timedelta(hours=13))
    assert await room.current() is None
    assert room.texts() == before
    assert await room.pass_(timedelta(minutes=5)) == 0


async def test_words_kept_in_it_can_still_be_opened(room: Room) -> None:
    await room.welcome()
    await room.write("up for breakfast")
    await room.tap("A goal")
    (kept,) = await room.words()
    await lose(room, kept.conversation)
    await pressed(room, "words", f"{kept.id}.0")
    assert kept.text in room.last().text
