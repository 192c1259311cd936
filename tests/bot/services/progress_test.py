"""The chart of a client's numbers: drawn outside of the transaction, all of it said below."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.interview.parts import units
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.services.caption import LIMIT
from bot.services.converse import Converse
from bot.services.progress import NEWEST
from tests.bot.services.mirroring_test import pressed
from tests.bot.services.room import BEN
from tests.bot.services.shelves import put, rate

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from bot.ports import Work
    from tests.bot.services.room import Room

PNG = b"\x89PNG\r\n"


async def test_two_numbers_make_a_picture_that_says_all_it_shows(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, text="up for breakfast")
    await rate(room, "importance", 4, 6, goal=goal)
    await rate(room, "craving", 8)
    await room.give("progress")
    shown = room.last()
    assert shown.sent.picture.startswith(PNG)
    assert shown.text.split("\n\n") == [
        "About “up for breakfast”.",
        "From February 16 to March 2, each from 0 to 10.",
        "Importance: 4, 6.\nCraving: 8.",
        "Days with a check-in: 3.",
    ]
    assert list(shown.keys) == ["Dark"]


async def test_the_other_theme_is_another_picture_of_the_same(room: Room) -> None:
    await room.welcome()
    await rate(room, "confidence", 4, 6)
    await room.give("progress")
    light = room.last()
    await room.tap("Dark")
    dark = room.last()
    assert dark is not light
    assert dark.text == light.text
    assert dark.sent.picture != light.sent.picture
    assert list(dark.keys) == ["Light"]


@pytest.mark.parametrize("numbers", [(), (6,)])
async def test_of_too_little_nothing_is_drawn(room: Room, numbers: tuple[int, ...]) -> None:
    await room.welcome()
    await rate(room, "importance", *numbers)
    await room.give("progress")
    assert room.last().text == room.say("progress.few")
    assert not room.last().sent.picture


async def test_each_goal_has_a_chart_of_its_own(room: Room) -> None:
    await room.welcome()
    one = await put(room, 1, Kind.GOAL, text="one")
    long = await put(room, 2, Kind.GOAL, text="x" * 60)
    await rate(room, "importance", 4, 6, goal=one)
    await rate(room, "confidence", 1, 2, 3, goal=long)
    await room.give("progress")
    assert "Confidence: 1, 2, 3." in room.last().text or "Importance: 4, 6." in room.last().text
    await pressed(room, "progress", f"{long.id}.light")
    assert "Confidence: 1, 2, 3." in room.last().text
    assert "Importance" not in room.last().text
    assert list(room.last().keys) == ["Dark", "“one”"]
    await room.tap("“one”")
    assert "Importance: 4, 6." in room.last().text
    assert list(room.last().keys) == ["Dark", "The goal of March 2"]


@pytest.mark.parametrize("held", [Held.HIDDEN, Held.LET_GO, Held.NOT_MINE])
async def test_a_goal_that_is_not_shown_has_no_chart(room: Room, held: Held) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, held=held)
    await rate(room, "importance", 4, 6, goal=goal)
    await room.give("progress")
    assert room.last().text == room.say("progress.few")


async def test_words_are_marked_and_quoted_byte_for_byte(room: Room) -> None:
    await room.welcome()
    await rate(room, "importance", 4, 6)
    on = date(2026, 2, 20)
    await put(room, 1, Kind.REASON, text="$5 {a} \\frac “x” 🙂", on=on)
    await put(room, 2, Kind.REASON, text="not to come back", on=on, worth_seeing=False)
    await put(room, 3, Kind.NOTE, text="hidden", on=on, held=Held.HIDDEN)
    await put(room, 4, Kind.NOTE, text="let go", on=on, held=Held.LET_GO)
    await put(room, 5, Kind.OBSTACLE, text="in the way", on=on)
    await put(room, 6, Kind.VALUE, text="kin", on=on)
    await room.give("progress")
    marks = room.last().text.split("\n\n")[-1]
    assert marks == "1 “$5 {a} \\frac “x” 🙂” (February 20)\n2 “kin” (February 20)"


async def test_while_the_mirror_rests_no_words_are_marked(room: Room) -> None:
    await room.welcome()
    await rate(room, "importance", 4, 6)
    await put(room, 1, Kind.VALUE, text="kin", on=date(2026, 2, 20))
    await room.write("I want to kill myself")
    await room.give("progress")
    assert "kin" not in room.last().text
    assert room.last().sent.picture


async def test_of_long_words_as_many_are_quoted_as_have_room(room: Room) -> None:
    await room.welcome()
    goal = await put(room, 1, Kind.GOAL, text="x" * 4000)
    await rate(room, "importance", *range(10), *range(10), *range(10), goal=goal)
    await rate(room, "confidence", *range(10), *range(10), *range(10), goal=goal)
    for n in range(5):
        await put(room, 10 + n, Kind.VALUE, text=f"{n}" * 300, on=date(2026, 2, 20 + n))
    await room.give("progress")
    caption = room.last().text
    assert units(f"{room.say('repeat')}\n\n{caption}") <= LIMIT
    assert "1 “333" in caption
    assert "2 “444" in caption
    numbers = re.findall(r"\d", caption.split("Importance: ")[1].partition(".")[0])
    assert numbers == [str(n % 10) for n in range(30)][-len(numbers) :]
    assert 20 < len(numbers) <= NEWEST


async def test_another_clients_numbers_stay_theirs(room: Room) -> None:
    await room.welcome()
    await room.welcome(BEN)
    goal = await put(room, 1, Kind.GOAL)
    await rate(room, "importance", 4, 6, goal=goal)
    await room.give("help", BEN)
    await pressed(room, "progress", f"{goal.id}.light", BEN)
    assert room.last(BEN).text == room.say("progress.few")


async def test_what_asks_for_a_picture_is_undone_and_happens_once_more(room: Room) -> None:
    await room.welcome()
    await rate(room, "importance", 4, 6)
    begun: list[object] = []

    def works() -> AbstractAsyncContextManager[Work]:
        begun.append(object())
        return room.store.works()

    before = len(room.texts())
    room.converse = Converse(replace(room.house, works=works))
    await room.give("progress")
    assert len(begun) == 2
    assert len(room.texts()) == before + 1
    assert room.last().sent.picture.startswith(PNG)
