"""After a run of answers that go nowhere the bot stops asking, says so once, and can be woken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services.notes import HELD_BACK, STUCK

if TYPE_CHECKING:
    from tests.bot.services.room import Room

DAY = timedelta(days=1)


async def answering(room: Room) -> None:
    """Have somebody here who has answered once."""
    await room.welcome()
    await room.begin("How much it matters")
    await room.tap("6")
    await room.give("stop")


async def tried(room: Room, times: int, said: str = "I don't know") -> None:
    """Begin some prompts, and say nothing to any."""
    for _ in range(times):
        await room.next_prompt()
        await room.tap("Start")
        await room.write(said)
        for _ in range(9):
            if await room.current() is not None:
                await room.tap("Skip")


async def stuck(room: Room) -> bool:
    return STUCK in (await room.client()).profile


@pytest.mark.parametrize("said", ["I don't know", "Skip", "that's all"])
async def test_it_stops_asking_after_three_and_says_so_once(room: Room, said: str) -> None:
    await answering(room)
    await tried(room, 3, said)
    await room.next_prompt()
    assert room.last().text == room.say("offer.stuck")
    assert list(room.last().keys) == ["Bring them back"]
    marked = (await room.client()).profile[STUCK]
    assert abs(date.fromisoformat(marked) - room.clock.now().date()) <= DAY
    assert room.states() == ["answered", "answered", "answered", "withdrawn"]
    shown = len(room.texts())
    await room.pass_(60 * DAY)
    assert len(room.texts()) == shown


async def test_what_was_begun_and_left_lying_counts_and_a_silence_does_not(room: Room) -> None:
    await answering(room)
    for begun in (True, True, False, True):
        await room.next_prompt()
        if begun:
            await room.tap("Start")
        await room.pass_(15 * timedelta(hours=1))
        assert not await stuck(room)
    await room.next_prompt()
    assert await stuck(room)


async def test_silences_alone_are_for_the_pace_to_deal_with(room: Room) -> None:
    await answering(room)
    await room.change(discreet=False)
    for _ in range(3):
        await room.next_prompt()
        await room.pass_(15 * timedelta(hours=1))
    await room.next_prompt()
    assert not await stuck(room)


async def test_a_look_around_in_the_menu_is_no_run(room: Room) -> None:
    await answering(room)
    for title in ("How much it matters", "How sure you are", "What matters most"):
        await room.begin(title)
    await room.give("checkin")
    await room.next_prompt()
    assert not await stuck(room)


async def test_any_real_answer_breaks_the_run(room: Room) -> None:
    await answering(room)
    await tried(room, 2)
    await room.begin("How much it matters")
    await room.tap("0")
    await room.give("stop")
    await tried(room, 2)
    await room.next_prompt()
    assert not await stuck(room)


async def test_one_tap_wakes_it_and_the_mark_stays_until_something_comes(room: Room) -> None:
    await answering(room)
    await tried(room, 3)
    await room.next_prompt()
    await room.tap("Bring them back")
    assert "planned" in room.states()
    assert await stuck(room)
    await room.next_prompt()
    assert room.last().text == room.say("prompt.discreet")
    await tried(room, 3)
    await room.next_prompt()
    assert room.last().text == room.say("offer.stuck")


async def test_a_real_answer_of_their_own_accord_brings_the_prompts_back(room: Room) -> None:
    await answering(room)
    await tried(room, 3)
    await room.next_prompt()
    assert "planned" not in room.states()
    await room.begin("How much it matters")
    await room.tap("6")
    profile = (await room.client()).profile
    assert not {STUCK, HELD_BACK} & profile.keys()
    assert "planned" in room.states()
