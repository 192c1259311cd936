from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Blocked
from bot.care import Care, Share, Silence
from bot.services.silence import count_anew
from bot.services.visit import Visit
from tests.bot.services.room import ANN, DANA

if TYPE_CHECKING:
    from tests.bot.services.room import Room

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def cared_for(room: Room, silence: Silence = Silence.TELL) -> None:
    await room.welcome()
    counselor = await room.counselor()
    client = await room.client()
    async with room.store.works() as work:
        sharing, now = frozenset({Share.TAKING_PART}), room.clock.now()
        care = Care(client.id, counselor.id, "Blue scarf", now, sharing, Silence.TELL)
        await work.cares.put(care)
        await count_anew(Visit(room.house, work, client, room.clock.now()))
        await work.cares.put(replace(care, silence=silence))  # they may have changed their mind


def told(room: Room) -> int:
    return sum("Blue scarf" in text for text in room.texts(DANA))


async def test_when_somebody_was_here_is_known_to_the_hour(room: Room) -> None:
    await room.welcome()
    first = (await room.client()).seen_at
    assert first is not None
    await room.pass_(30 * MINUTE)
    await room.give("help")
    assert (await room.client()).seen_at == first
    await room.pass_(HOUR)
    await room.give("help")
    assert (await room.client()).seen_at == room.clock.now()


async def test_two_quiet_weeks_are_told_once_and_never_to_the_client(room: Room) -> None:
    await cared_for(room)
    await room.pass_(13 * DAY)
    assert told(room) == 0
    before = room.texts(ANN)
    await room.pass_(2 * DAY)
    await room.pass_(3 * DAY)
    assert told(room) == 1
    await room.pass_(40 * DAY)
    assert told(room) == 1
    assert not [text for text in room.texts(ANN)[len(before) :] if "weeks" in text]
    await room.give("help")
    await room.pass_(20 * DAY)
    assert told(room) == 2


async def test_who_was_here_meanwhile_is_not_silent(room: Room) -> None:
    await cared_for(room)
    for _ in range(5):
        await room.pass_(10 * DAY)
        await room.give("help")
    assert told(room) == 0


@pytest.mark.parametrize("how", ["leave", "pause", "stop", "block"])
async def test_of_some_nothing_is_told(room: Room, how: str) -> None:
    await cared_for(room, Silence.LEAVE if how == "leave" else Silence.TELL)
    if how == "block":
        await room.happen(Blocked())
    elif how != "leave":
        await room.give(how)
    if how == "pause":
        await room.tap("Until I say")
    await room.pass_(60 * DAY)
    await room.pass_(3 * DAY)
    assert told(room) == 0


async def test_a_pause_is_no_silence_but_what_comes_after_it_is(room: Room) -> None:
    await cared_for(room)
    await room.give("pause")
    await room.tap("A week")
    await room.pass_(7 * DAY)
    await room.pass_(8 * DAY)
    assert told(room) == 0
    await room.pass_(6 * DAY)
    await room.pass_(3 * DAY)
    assert told(room) == 1


async def test_after_ten_weeks_fewer_are_offered_once(room: Room) -> None:
    await room.welcome()
    for _ in range(9):
        await room.pass_(7 * DAY)
        await room.give("resume")
    assert "taper" in room.timers()
    assert room.say("taper.ask") not in room.texts()
    await room.pass_(7 * DAY + HOUR)
    assert room.last().text == room.say("taper.ask")
    assert room.last().sent.quiet
    await room.tap("As it is")
    for _ in range(9):
        await room.pass_(7 * DAY)
        await room.give("resume")
    assert "taper" not in room.timers()
    assert sum(text.startswith(room.say("taper.ask")) for text in room.texts()) == 1


async def asked_about_fewer(room: Room) -> None:
    await room.welcome()
    await room.change(enrolled_at=room.clock.now() - 69 * DAY, seen_at=None)
    await room.give("help")
    await room.pass_(DAY + HOUR)
    assert room.last().text == room.say("taper.ask")


async def test_every_second_time_halves_every_plan(room: Room) -> None:
    await asked_about_fewer(room)
    await room.tap("Every second time")
    assert room.last().text.startswith("Half as often from now on.")
    client = await room.client()
    async with room.store.works() as work:
        (plan,) = await work.plans.of(client.id)
    assert plan.version == 2
    assert getattr(plan.cadence, "days", None) == (2,)


async def test_in_a_month_it_is_asked_again(room: Room) -> None:
    await asked_about_fewer(room)
    await room.tap("Ask me in a month")
    for _ in range(5):
        await room.pass_(6 * DAY)
        await room.give("resume")
    assert room.texts()[-2:] == [room.say("taper.ask"), room.say("resume.nothing")]


async def test_it_waits_for_the_end_of_a_check_in(room: Room) -> None:
    await room.welcome()
    await room.change(enrolled_at=room.clock.now() - 70 * DAY, seen_at=None)
    await room.give("checkin")
    await room.tap("How sure you are")
    await room.pass_(HOUR)
    assert room.say("taper.ask") not in room.texts()
    await room.give("stop")
    await room.pass_(20 * MINUTE)
    assert room.last().text == room.say("taper.ask")


async def nights(room: Room, days: int) -> None:
    """Let somebody be here at three at night, New York time."""
    await room.pass_(datetime(2026, 3, 3, 8, tzinfo=UTC) - room.clock.now())
    for day in range(days):
        await room.give("goals")
        await room.pass_(DAY - timedelta(seconds=1))
        assert room.clock.now().day == 4 + day


async def test_who_keeps_coming_at_night_is_asked_once_where_they_are(room: Room) -> None:
    await room.welcome()
    await nights(room, 4)
    assert room.last().text.startswith("It's 3:00 am for you by my clock.")
    await room.tap("No")
    assert room.last().text == room.say("zone.stays")
    asked = len([text for text in room.texts() if "by my clock" in text])
    await room.pass_(-21 * HOUR)
    for _ in range(20):
        await room.give("goals")
        await room.pass_(DAY)
    assert len([text for text in room.texts() if "by my clock" in text]) == asked
    assert (await room.client()).zone == "America/New_York"


async def test_yes_leads_to_the_zones(room: Room) -> None:
    await room.welcome()
    await nights(room, 4)
    await room.tap("Yes, change it")
    assert "Where do you live?" in room.last().text


async def test_one_odd_night_is_nothing(room: Room) -> None:
    await room.welcome()
    await nights(room, 2)
    await room.pass_(12 * HOUR)
    for _ in range(10):
        await room.give("goals")
        await room.pass_(DAY)
    assert not [text for text in room.texts() if "by my clock" in text]


async def test_in_the_middle_of_a_check_in_nobody_is_asked(room: Room) -> None:
    await room.welcome()
    await room.give("checkin")
    await nights(room, 3)
    await room.tap("How sure you are")
    assert not [text for text in room.texts() if "by my clock" in text]
    await room.give("stop")
    assert "by my clock" in room.last().text
