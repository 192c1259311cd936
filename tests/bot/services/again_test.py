"""The next sitting: it comes the next day, if it was asked for and has not been begun since."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.interview.library import library
from bot.interview.parse import parse
from bot.people import Standing
from bot.services import talk
from bot.services.visit import Visit
from tests.bot.services.room import PLAN, Room

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NEXT = "It's the time you picked for the next part. It's here if it suits you."
PARTS = """
format = 1
title = "Parts"
about = "In several sittings"

[steps.first]
skill = "open question"
ask = "What?"
open = true
keeps = "note"

[steps.more]
skill = "seeking collaboration"
ask = "Go on?"
choices = { tomorrow = "Tomorrow", myself = "By myself" }
sets = "again"
next = "end"
"""


@pytest.fixture
def room() -> Room:
    """Give a room with a check-in of several sittings, and a plan that keeps out of its way."""
    parts = parse("parts", {"en": PARTS})
    return Room(library={**library(), "parts": parts}, plan=PLAN.replace('"tue", "fri"', '"sat"'))


async def sat(room: Room, answer: str) -> None:
    """Have one sitting of it, and answer about the next."""
    await begin(room)
    await room.write("a word or two")
    await room.tap(answer)


async def begin(room: Room) -> None:
    client = await room.client()
    async with room.store.works() as work:
        await talk.begin(Visit(room.house, work, client, room.clock.now()), "parts")
    await room.deliver()


async def test_it_comes_the_next_day_at_this_time(room: Room) -> None:
    await room.welcome()
    await sat(room, "Tomorrow")
    await room.pass_(DAY - HOUR)
    assert NEXT not in room.texts()
    await room.pass_(HOUR)
    assert room.last().text == NEXT
    await room.tap("Start")
    assert room.last().text.endswith("What?")
    await room.pass_(2 * DAY)
    assert sum(text.startswith(NEXT) for text in room.texts()) == 1


async def test_who_comes_by_themselves_is_not_asked(room: Room) -> None:
    await room.welcome()
    await sat(room, "By myself")
    assert "again" not in room.timers()
    await room.pass_(2 * DAY)
    assert NEXT not in room.texts()


async def test_it_may_wait(room: Room) -> None:
    await room.welcome()
    await sat(room, "Tomorrow")
    await room.pass_(DAY)
    await room.tap("Not today")
    assert room.last().text == room.say("again.left")
    assert await room.current() is None
    await room.pass_(2 * DAY)
    assert sum(text.startswith(NEXT) for text in room.texts()) == 1


async def test_it_does_not_come_where_it_has_gone_on(room: Room) -> None:
    await room.welcome()
    await sat(room, "Tomorrow")
    await room.pass_(HOUR)
    await begin(room)
    await room.give("stop")
    await room.pass_(DAY)
    assert NEXT not in room.texts()


async def test_nobody_is_woken(room: Room) -> None:
    await room.welcome()
    await room.pass_(13 * HOUR)  # eleven at night
    await sat(room, "Tomorrow")
    await room.pass_(DAY)
    assert NEXT not in room.texts()
    await room.pass_(9 * HOUR)
    assert room.last().text == NEXT


async def test_it_waits_for_another_check_in(room: Room) -> None:
    await room.welcome()
    await sat(room, "Tomorrow")
    await room.pass_(DAY - HOUR)
    client = await room.client()
    async with room.store.works() as work:
        await talk.begin(Visit(room.house, work, client, room.clock.now()), "went-well")
    await room.pass_(HOUR)
    assert NEXT not in room.texts()
    await room.give("stop")
    await room.pass_(HOUR)
    assert room.last().text == NEXT


async def test_who_asked_for_quiet_has_it(room: Room) -> None:
    await room.welcome()
    await sat(room, "Tomorrow")
    await room.change(standing=Standing.PAUSED)
    await room.pass_(DAY)
    assert NEXT not in room.texts()
