from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.people import Standing
from bot.ports import Timer, TimerKind
from bot.services import news
from bot.services.visit import Visit

if TYPE_CHECKING:
    from tests.bot.services.room import Room

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


async def changed(room: Room) -> None:
    client = await room.client()
    async with room.store.works() as work:
        await news.changed(Visit(room.house, work, client, room.clock.now()))


def told(room: Room) -> int:
    return sum(text.startswith(room.say("news.head")) for text in room.texts())


async def test_several_changes_are_told_once_and_without_a_sound(room: Room) -> None:
    await room.welcome()
    await changed(room)
    await room.pass_(2 * MINUTE)
    await changed(room)
    await room.pass_(4 * MINUTE)
    assert told(room) == 0
    await room.pass_(MINUTE)
    assert told(room) == 1
    assert room.last().sent.quiet
    assert "Next check-in: Tuesday" in room.last().text
    await room.tap("Change it")
    assert room.last().keys
    await room.pass_(10 * HOUR)
    assert told(room) == 1


async def test_it_waits_for_the_morning(room: Room) -> None:
    await room.welcome()
    await room.pass_(datetime(2026, 3, 3, 4, 10, tzinfo=UTC) - room.clock.now())
    await changed(room)
    await room.pass_(HOUR)
    assert told(room) == 0
    await room.pass_(datetime(2026, 3, 3, 13, tzinfo=UTC) - room.clock.now())
    assert told(room) == 1


async def test_if_it_rings_at_night_it_waits_too(room: Room) -> None:
    await room.welcome()
    await changed(room)
    await room.change(zone="Asia/Tokyo")  # half past midnight there
    await room.pass_(HOUR)
    assert told(room) == 0
    await room.pass_(10 * HOUR)
    assert told(room) == 1


async def test_it_breaks_into_no_check_in(room: Room) -> None:
    await room.welcome()
    await changed(room)
    await room.give("checkin")
    await room.tap("How sure you are")
    await room.pass_(6 * MINUTE)
    assert told(room) == 0
    await room.give("stop")
    await room.pass_(11 * MINUTE)
    assert told(room) == 1


async def test_who_asked_for_quiet_is_told_nothing(room: Room) -> None:
    await room.welcome()
    await room.give("stop")
    assert (await room.client()).standing is Standing.STOPPED
    await changed(room)
    assert room.timers() == []
    client = (await room.client()).id
    late = Timer("news:x", client, TimerKind.NEWS, room.clock.now())
    async with room.store.works() as work:
        await work.timers.set(late)
    await room.pass_()
    assert told(room) == 0
