"""The change plan: a page that comes together, and a card once it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.interview.library import library
from bot.interview.parse import parse
from bot.interview.parts import units
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.screens.change_plan import PARTS, SCRIPT
from bot.services.caption import LIMIT
from tests.bot.services.mirroring_test import pressed
from tests.bot.services.room import Room
from tests.bot.services.shelves import put, rate
from tests.scripts import HEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

PNG = b"\x89PNG\r\n"
ONE_PART = """
[steps.in-the-way]
skill = "open question"
ask = "What could get in the way?"
open = true
keeps = "obstacle"
next = "end"
"""


async def parts(room: Room, names: Sequence[str] = PARTS, text: str = "$5 {a} “x” 🙂") -> None:
    for n, name in enumerate(names):
        await put(room, n, Kind.STEP, script=SCRIPT, step=name, text=f"{text} {n}")


async def test_the_page_comes_together_part_by_part(room: Room) -> None:
    await room.welcome()
    await room.give("plan")
    assert room.last().text == room.say("change-plan.none")
    assert not room.last().keys
    await rate(room, "readiness", 2)
    await room.give("plan")
    assert list(room.last().keys) == ["Begin one"]
    await parts(room, ["want", "people"])
    await room.give("plan")
    shown = room.last().text.split("\n\n")
    assert shown == [
        "Your change plan, in your words",
        "What I want:\n“$5 {a} “x” 🙂 0” (March 2)",
        "Why it matters:\nstill open",
        "My steps:\nstill open",
        "Who can help:\n“$5 {a} “x” 🙂 1” (March 2)",
        "How I'd know it works:\nstill open",
        "What could get in the way:\nstill open",
    ]
    assert list(room.last().keys) == ["As a picture", "As a dark picture", "Go on with it"]


async def test_it_begins_about_a_goal_that_they_are_ready_for(room: Room) -> None:
    await room.welcome()
    await put(room, 1, Kind.GOAL, text="call my sister")
    ready = await put(room, 2, Kind.GOAL, text="dry on weekdays")
    await rate(room, "readiness", 2, goal=ready)
    await room.give("plan")
    await room.tap("Begin one")
    current = await room.current()
    assert current is not None
    assert (current.script, current.memory.goal) == (SCRIPT, ready.id)


async def test_the_card_says_below_all_that_it_shows(room: Room) -> None:
    await room.welcome()
    await parts(room)
    await room.give("plan")
    page = room.last()
    await room.tap("As a picture")
    light = room.last()
    await room.tap("As a dark picture")
    dark = room.last()
    assert page.text == light.text == dark.text
    assert light.sent.picture.startswith(PNG)
    assert dark.sent.picture.startswith(PNG)
    assert light.sent.picture != dark.sent.picture
    assert list(dark.keys) == ["As a picture"]


async def test_a_page_too_long_to_stand_below_is_named_there(room: Room) -> None:
    await room.welcome()
    await parts(room, text="because it matters " * 60)
    await room.give("plan")
    await room.tap("As a picture")
    assert room.last().text == room.say("change-plan.alt")
    assert room.last().sent.picture.startswith(PNG)
    assert units(room.last().text) <= LIMIT


async def test_in_letters_the_font_lacks_it_stays_text(room: Room) -> None:
    await room.welcome()
    await parts(room, text="不喝酒")
    await room.give("plan")
    await room.tap("As a picture")
    assert "不喝酒" in room.last().text
    assert not room.last().sent.picture


@pytest.mark.parametrize("held", [Held.HIDDEN, Held.LET_GO])
async def test_a_part_that_is_not_shown_is_open_again(room: Room, held: Held) -> None:
    await room.welcome()
    await put(room, 1, Kind.STEP, script=SCRIPT, step="want", held=held)
    await room.give("plan")
    assert room.last().text == room.say("change-plan.none")
    await pressed(room, "plan", "dark")
    assert not room.last().sent.picture


@pytest.mark.parametrize("missing", ["", "want"])
async def test_the_card_comes_by_itself_once_it_is_whole(missing: str) -> None:
    room = Room(library={**library(), SCRIPT: parse(SCRIPT, {"en": HEAD + ONE_PART})})
    await room.welcome()
    await parts(room, [name for name in PARTS[:-1] if name != missing])
    await pressed(room, "begin", SCRIPT)
    await room.write("payday and the crew")
    assert bool(room.last().sent.picture) == (not missing)
    assert ("“payday and the crew”" in room.last().text) == (not missing)
