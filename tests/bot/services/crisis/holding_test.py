"""All holds after an urgent moment, and goes on at the client's own tap; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.people import Standing
from tests.bot.services.crisis.moment import DAY, HEAVY, HOUR, MINUTE, SAID, marks, since

if TYPE_CHECKING:
    from tests.bot.services.room import Room

NO, ON, BACK = (
    "No, I meant something else",
    "Turn the check-ins back on",
    "Go on with the check-in",
)


async def test_no_prompt_comes_until_they_say_so(room: Room) -> None:
    await room.welcome()
    assert "planned" in room.states()
    await room.write(SAID)
    assert "planned" not in room.states()
    await room.pass_(10 * DAY)
    assert "It's time for your check-in." not in room.texts()
    await room.tap(ON) if ON in room.last().keys else await room.give("resume")
    await room.next_prompt()
    assert room.last().text == "It's time for your check-in."


async def test_no_reminder_comes_of_one_that_was_sent(room: Room) -> None:
    await room.welcome()
    await room.next_prompt()
    await room.write(SAID)
    count = len(room.texts())
    await room.pass_(9 * HOUR)
    assert room.say("reminder.discreet") not in since(room, count)
    await room.pass_(DAY)
    assert room.states()[0] == "withdrawn"


async def test_the_check_in_is_parked_and_goes_on_where_it_stood(room: Room) -> None:
    await room.welcome()
    await room.begin("What it took")
    await room.write("the first month at the bakery")
    asked, before = room.last().text, await room.current()
    assert before is not None
    await room.write(SAID)
    await room.tap(NO)
    await room.pass_(DAY)
    after = await room.current()
    assert after is not None
    assert (after.at, after.turn, after.answers) == (before.at, before.turn, before.answers)
    await room.tap(BACK)
    assert room.last().text.endswith("What did it take?")
    assert asked.endswith("What did it take?")
    assert not (await room.client()).held
    await room.write("asked the baker to show me")
    assert "asked the baker to show me" in room.last().text
    assert (await marks(room))[-1] == "goes on"


async def test_its_own_keys_go_on_with_it_as_well(room: Room) -> None:
    await room.welcome()
    await room.begin("How sure you are")
    asked = room.last()
    await room.write(SAID)
    await room.press(asked, asked.keys["7"])
    assert not (await room.client()).held
    assert "7" in room.last().text


async def test_once_it_went_on_its_question_closes_in_time(room: Room) -> None:
    await room.welcome()
    await room.begin("How sure you are")
    await room.write(SAID)
    await room.tap(NO)
    await room.pass_(3 * DAY)
    assert await room.current() is not None
    await room.tap(BACK)
    await room.pass_(13 * HOUR)
    assert await room.current() is None


@pytest.mark.parametrize("how", ["urge", "menu", "resume", "key"])
async def test_whatever_they_begin_themselves_lets_all_go_on(room: Room, how: str) -> None:
    await room.welcome()
    await room.write(SAID)
    match how:
        case "urge":
            await room.give("urge")
        case "menu":
            await room.begin("How sure you are")
        case "resume":
            await room.give("resume")
        case _:
            await room.tap(NO)
            await room.tap(ON)
    assert not (await room.client()).held
    assert "planned" in room.states()


@pytest.mark.parametrize("deed", ["help", "mirror", "goals", "settings", "rhythm", "start"])
async def test_to_look_around_lets_nothing_go_on(room: Room, deed: str) -> None:
    await room.welcome()
    await room.begin("How sure you are")
    await room.write(SAID)
    await room.give(deed)
    assert (await room.client()).held
    assert "planned" not in room.states()


async def test_the_mirror_rests_as_long_and_three_days_at_least(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.pass_(8 * DAY)
    assert (await room.client()).mirror_rests(room.clock.now())
    await room.give("resume")
    assert not (await room.client()).mirror_rests(room.clock.now())
    await room.write(SAID)
    await room.give("resume")
    assert (await room.client()).mirror_rests(room.clock.now() + 71 * HOUR)


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.STOPPED])
async def test_who_rests_already_is_not_offered_to_go_on(room: Room, standing: Standing) -> None:
    await room.welcome()
    await room.change(standing=standing)
    await room.write(SAID)
    await room.tap(NO)
    assert room.last().keys == {}


async def test_a_pause_that_ends_by_itself_brings_nothing_either(room: Room) -> None:
    await room.welcome()
    await room.give("pause")
    await room.tap("A day")
    await room.write(SAID)
    await room.pass_(10 * DAY)
    assert (await room.client()).standing is Standing.ACTIVE
    assert "planned" not in room.states()


async def test_what_is_heavy_parks_nothing(room: Room) -> None:
    await room.welcome()
    await room.begin("How sure you are")
    await room.write(HEAVY)
    await room.tap(NO)
    await room.write("7")
    assert "7" in room.last().text


async def test_in_an_urge_the_second_question_waits_for_them(room: Room) -> None:
    await room.welcome()
    await room.give("urge")
    await room.tap("8")
    await room.write(SAID)
    count = len(room.texts())
    await room.pass_(6 * MINUTE)
    assert since(room, count) == []
    await room.give("start")
    await room.tap(BACK)
    assert "How strong is it now" in room.last().text
