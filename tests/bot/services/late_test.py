"""A late answer to a question that was shown: what it goes on with is as it is known now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.interview.terms import Kind
from tests.bot.services import shelves
from tests.bot.services.choosing_test import planned

if TYPE_CHECKING:
    from bot.interview.words import KeptWords
    from tests.bot.services.room import Room

STILL = "Still true"


@pytest.fixture
async def room() -> Room:
    """Give a room with a goal and a reason, where a look at the goal was put and lapsed."""
    room = planned('checkins = ["goal-mirror"]')
    await room.welcome()
    await room.change(discreet=False)
    await shelves.put(room, 1, Kind.GOAL, text="up for breakfast")
    await shelves.put(room, 2, Kind.REASON, text="mia asked me to")
    await room.next_prompt()
    assert "“up for breakfast”" in room.last().text
    await room.pass_(timedelta(hours=15))
    assert await room.current() is None
    return room


async def change(room: Room, put: str, **fields: object) -> None:
    words: KeptWords = next(one for one in await room.words() if one.text == put)
    async with room.store.works() as work:
        await work.words.put(replace(words, **fields))  # type: ignore[arg-type]  # KeptWords' own


async def test_it_goes_on_with_words_that_may_be_shown(room: Room) -> None:
    await room.tap(STILL)
    assert "“mia asked me to”" in room.last().text


async def test_what_was_shown_since_is_not_shown_again(room: Room) -> None:
    await change(room, "mia asked me to", shown_at=room.clock.now())
    await room.tap(STILL)
    assert await room.current() is not None
    assert "mia asked me to" not in room.last().text


async def test_what_was_said_since_is_not_said_again(room: Room) -> None:
    client, rests = await room.client(), {f"goal-mirror/reason.say.{n}" for n in range(1, 20)}
    async with room.store.works() as work:
        await work.conversations.rest(client.id, tuple(rests), room.clock.now())
    await room.tap(STILL)
    current = await room.current()
    assert current is not None
    assert rests <= current.memory.resting
    assert "mia asked me to" not in room.last().text


async def test_words_that_were_put_anew_are_not_asked_about_as_they_were(room: Room) -> None:
    await change(room, "up for breakfast", text="up at seven")
    shown = len(room.texts())
    await room.tap(STILL)
    assert await room.current() is None
    assert all("up for breakfast" not in text for text in room.texts()[shown:])
