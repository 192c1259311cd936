"""Journeys that no transcript of one chat can show: groups, two people, a store that is away."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.telegram import CannotDoThat
from bot.demo.telegram.faults import Reset, TooMany
from tests.journeys.client import meet, settled, with_goal
from tests.journeys.house import House, a_house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as running:
        yield running


def alter(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "stillwater.db")) as database:
        database.execute(statement)


async def test_in_a_group_it_answers_who_calls_it_and_nobody_else(house: House) -> None:
    ann, ben = meet(house, name="Ann"), meet(house, name="Ben")
    group = house.tg.add_group("Friends", [ann.id, ben.id])
    await house.tg.say(ann.id, "nice weather", chat=group.id)
    await house.settle()
    assert [m for m in house.tg.chat(group.id) if m.from_bot] == []
    await house.tg.say(ben.id, "/start@stillwater_bot", chat=group.id)
    await house.settle()
    (answer,) = [m.text for m in house.tg.chat(group.id) if m.from_bot]
    assert answer == "I only talk one to one."


async def test_two_people_hear_nothing_of_each_other(house: House) -> None:
    ann, ben = meet(house, name="Ann"), meet(house, "es", "Ben")
    await with_goal(ann)
    await settled(ben, "es")
    await ben.say("/mirror")
    assert not [text for text in ben.texts() if "breakfast" in text]
    await house.advance_to(await house.next_prompt())
    assert ann.texts()[-1] == "It's time for your check-in."
    assert ben.texts()[-1] == "Es la hora de tu charla."


async def test_while_the_store_is_away_people_to_call_are_not(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        ann = meet(house)
        await settled(ann)
        alter(tmp_path, "ALTER TABLE inbox RENAME TO away")
        await house.tg.say(ann.id, "walks help")
        card = await house.tg.wait_for(ann.id, lambda seen: "isn't working" in seen.text)
        assert "911" in card.text
        assert "988" in card.text
        await house.tg.say(ann.id, "so does sleep")
        alter(tmp_path, "ALTER TABLE away RENAME TO inbox")
        await house.tg.settled(10)
        await house.settle()
        assert ann.texts()[-1].startswith("Thanks for writing.")
        assert [text for text in ann.texts() if "isn't working" in text] == [card.text]
        await ann.tap("A note")
        await ann.tap("Just kept")
        await ann.say("/mirror")
        assert "walks help\nso does sleep" in ann.texts()[-1]


async def test_what_telegram_did_not_take_comes_later_and_in_order(house: House) -> None:
    ann = meet(house)
    await settled(ann)
    house.tg.faults.plan(TooMany(retry_after=5), "sendMessage")
    await house.tg.say(ann.id, "/checkin")
    await house.tg.say(ann.id, "/mirror")
    await house.tg.settled()
    shown = len(ann.texts())
    await house.until(lambda: bool(house.tg.faults.log) and not house.service.deliver._flying)
    assert len(ann.texts()) == shown
    house.clock.shift(timedelta(seconds=5))
    await house.settle()
    assert ann.texts()[shown] == "Which one?"
    assert ann.texts()[shown + 1].startswith("Nothing is kept yet")


async def test_what_may_have_arrived_says_so_when_it_comes_again(house: House) -> None:
    ann = meet(house)
    await settled(ann)
    house.tg.faults.plan(Reset(taken=True), "sendMessage")
    await ann.say("/checkin")
    first, second = ann.texts()[-2:]
    assert first == "Which one?"
    assert second.startswith("This may have reached you already:")


async def test_somebody_who_left_telegram_is_left_in_peace(house: House) -> None:
    ann = meet(house)
    await settled(ann)
    await house.tg.deactivate(ann.id)
    await house.advance_to(await house.next_prompt())
    assert await house.service.next_prompt() is not None
    await house.advance_to(await house.next_prompt())
    assert await house.service.next_prompt() is None
    with pytest.raises(CannotDoThat):
        await ann.say("hello")
