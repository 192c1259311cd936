from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.people import Client, ClientId, Quiet, Standing
from bot.services.snooze import offered

if TYPE_CHECKING:
    from tests.bot.services.bubble import Bubble
    from tests.bot.services.room import Room

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def prompted(room: Room) -> Bubble:
    await room.next_prompt()
    return room.last()


async def later(room: Room, when: str) -> None:
    await room.tap("Later")
    await room.tap(when)


async def test_in_an_hour_it_comes_again(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await later(room, "In an hour")
    assert room.last().text == "It comes again at 7:00 pm."
    assert room.states() == ["snoozed", "planned"]
    assert room.timers() == ["prompt", "prompt"]
    await room.pass_(HOUR)
    assert room.last().text == room.say("prompt.discreet")
    assert room.states() == ["sent", "planned"]
    assert room.timers() == ["expiry", "prompt"]  # three hours on it is night


async def test_it_is_good_again_for_its_whole_time(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.pass_(4 * HOUR - timedelta(minutes=5))
    await later(room, "Tomorrow")
    assert room.last().text == "It comes again on Wednesday, March 4, at 6:00 pm."
    await room.pass_(DAY)
    again = room.occurrences()[0][1]
    assert again.state.value == "sent"
    assert again.expires_at == datetime(2026, 3, 5, 11, tzinfo=UTC)
    await room.tap("Start")
    assert room.states()[0] == "answered"


async def test_at_night_it_waits_for_the_morning(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.pass_(3 * HOUR + timedelta(minutes=30))
    await later(room, "In an hour")
    assert room.last().text == "It comes again on Wednesday, March 4, at 8:00 am."


async def test_what_is_put_off_is_not_missed_and_what_is_then_not_answered_is(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await later(room, "Tomorrow")
    await room.pass_(20 * HOUR)
    assert room.states()[0] == "snoozed"
    await room.pass_(4 * HOUR)
    assert room.states()[0] == "sent"
    await room.pass_(16 * HOUR)
    assert room.states()[0] == "missed_by_client"


async def test_double_taps_and_old_keys_are_past(room: Room) -> None:
    await room.welcome()
    knock = await prompted(room)
    key = knock.keys["Later"]
    await room.press(knock, key)
    asked = room.last()
    hour = asked.keys["In an hour"]
    await room.press(asked, hour)
    shown = len(room.texts())
    assert (await room.press(asked, hour)).toast == room.say("late.turn")
    assert (await room.press(knock, key)).toast == room.say("late.turn")
    assert len(room.texts()) == shown


async def test_it_can_be_begun_before_it_comes_again(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await room.pass_(3 * HOUR)
    reminder = room.last()
    await later(room, "Tomorrow")
    knock = next(bubble for bubble in room.on_screen() if "Start" in bubble.keys)
    assert knock is not reminder
    await room.press(knock, knock.keys["Start"])
    assert room.states()[0] == "answered"
    assert room.timers() == ["lapse", "prompt"]


@pytest.mark.parametrize("how", ["pause", "stop"])
async def test_who_asks_for_quiet_is_asked_for_nothing_that_was_put_off(
    room: Room, how: str
) -> None:
    await room.welcome()
    await prompted(room)
    await later(room, "Tomorrow")
    await room.give(how)
    if how == "pause":
        await room.tap("Until I say")
    assert room.states() == ["withdrawn"]
    assert room.timers() == []
    assert (await room.client()).standing is not Standing.ACTIVE


async def test_a_change_of_plans_leaves_it(room: Room) -> None:
    await room.welcome()
    await prompted(room)
    await later(room, "Tomorrow")
    await room.give("rhythm")
    await room.tap("Change days or time")
    await room.tap("Every day")
    await room.write("8 pm")
    assert room.states().count("snoozed") == 1
    await room.pass_(DAY)
    assert room.states()[0] == "sent"


async def test_the_others_make_way_for_it(room: Room) -> None:
    await room.welcome()
    await room.give("rhythm")
    await room.tap("Change days or time")
    await room.tap("Every day")
    await room.write("6 pm")
    await prompted(room)
    await later(room, "Tomorrow")
    await room.pass_(DAY)
    assert room.states() == ["sent", "planned"]
    assert [one.due_at.astimezone(UTC).day for _, one in room.occurrences()] == [4, 5]


async def test_words_shown_at_once_can_be_put_off_too(room: Room) -> None:
    await room.welcome()
    await room.change(discreet=False)
    await prompted(room)
    await later(room, "In an hour")
    assert await room.current() is None
    shown = len(room.texts())
    await room.pass_(HOUR)
    assert len(room.texts()) == shown + 1
    current = await room.current()
    assert current is not None
    assert current.occurrence == room.occurrences()[0][0]


@pytest.mark.parametrize(
    ("hour", "quiet", "ways"),
    [
        (10, Quiet(), ("h", "e", "t")),
        (17, Quiet(), ("h", "e", "t")),
        (18, Quiet(), ("h", "t")),
        (10, Quiet(time(18), time(8)), ("h", "t")),
    ],
)
def test_this_evening_is_offered_while_it_is_to_come(
    hour: int, quiet: Quiet, ways: tuple[str, ...]
) -> None:
    now = datetime(2026, 3, 3, hour, tzinfo=UTC)
    assert offered(Client(ClientId("a"), 1, now, quiet=quiet), now) == ways
