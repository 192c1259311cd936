"""Ten minutes of silence, and the next day: once each, and never where it would not be kind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Blocked
from bot.people import Standing
from tests.bot.services.crisis.moment import DAY, HIT, HOUR, MINUTE, SAID, TOOK, marks, since

if TYPE_CHECKING:
    from tests.bot.services.room import Room

ASKED = "How are you now?"


@pytest.mark.parametrize("said", [SAID, TOOK])
async def test_after_ten_minutes_the_number_comes_once_more(room: Room, said: str) -> None:
    await room.welcome()
    await room.write(said)
    await room.pass_(9 * MINUTE)
    count = len(room.texts())
    await room.pass_(MINUTE)
    (once_more,) = since(room, count)
    assert once_more.startswith("Once more")
    assert (await marks(room))[-1] == "silent"
    await room.pass_(3 * HOUR)
    assert len(room.texts()) == count + 1


async def test_what_comes_by_itself_says_nothing_of_violence(room: Room) -> None:
    await room.welcome()
    await room.write(HIT)
    await room.pass_(11 * MINUTE)
    assert room.last().text == "Once more, in case it's lost above: call 911."
    assert set(room.last().keys) == {"Copy 911", "More help", "Hide this"}


@pytest.mark.parametrize("sign", ["Yes", "No, I meant something else", "More help", "words"])
async def test_any_sign_of_them_and_there_is_no_silence(room: Room, sign: str) -> None:
    await room.welcome()
    await room.write(SAID)
    if sign == "words":
        await room.write("i called them")
    else:
        await room.tap(sign)
    if sign != "Yes":
        await room.pass_(11 * MINUTE)
        assert "silent" not in await marks(room)


async def test_who_blocked_the_bot_is_silent_too_and_written_nothing(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.happen(Blocked())
    count = len(room.texts())
    await room.pass_(11 * MINUTE)
    assert (await marks(room))[-1] == "silent"
    await room.pass_(2 * DAY)
    assert len(room.texts()) == count


@pytest.mark.parametrize(
    ("said_at", "asked_at"),
    [
        (datetime(2026, 3, 2, 20, tzinfo=UTC), datetime(2026, 3, 3, 15, tzinfo=UTC)),
        (datetime(2026, 3, 3, 4, tzinfo=UTC), datetime(2026, 3, 3, 15, tzinfo=UTC)),
        (datetime(2026, 3, 3, 12, tzinfo=UTC), datetime(2026, 3, 4, 15, tzinfo=UTC)),
    ],
    ids=["afternoon", "night", "morning"],
)
async def test_the_next_day_is_asked_about_in_the_morning(
    room: Room, said_at: datetime, asked_at: datetime
) -> None:
    await room.welcome()
    await room.pass_(said_at - room.clock.now())
    await room.write(SAID)
    await room.pass_(asked_at - room.clock.now() - MINUTE)
    assert ASKED not in room.texts()
    await room.pass_(MINUTE)
    assert room.last().text == ASKED
    await room.pass_(9 * DAY)
    assert room.texts().count(ASKED) == 1


async def test_who_sleeps_by_then_is_asked_when_they_wake(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.change(zone="Pacific/Auckland")
    await room.pass_(DAY)
    assert ASKED not in room.texts()
    await room.pass_(8 * HOUR)
    assert room.last().text == ASKED


async def test_who_is_in_a_check_in_again_is_asked_after_it(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.pass_(23 * HOUR)
    await room.begin("How sure you are")
    await room.pass_(HOUR)
    assert ASKED not in room.texts()
    await room.give("stop")
    await room.pass_(10 * MINUTE)
    assert room.last().text == ASKED


async def test_who_stops_everything_is_left_alone(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.give("stop")
    assert (await room.client()).standing is Standing.STOPPED
    await room.pass_(2 * DAY)
    assert ASKED not in room.texts()


async def test_who_had_stopped_before_is_asked_all_the_same(room: Room) -> None:
    await room.welcome()
    await room.give("stop")
    await room.write(SAID)
    await room.pass_(DAY)
    assert room.last().text == ASKED
