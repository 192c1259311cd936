"""What is written in a crisis: an answer, or anything else; a check-in hears none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.services.crisis.moment import DAY, HEAVY, SAID, TOOK, marks, since

if TYPE_CHECKING:
    from tests.bot.services.room import Room


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("yes", "yes"),
        ("Yes.", "yes"),
        ("sí", "yes"),
        ("sometimes, not now", "sometimes"),
        ("sometimes", "sometimes"),
        ("not sure", "sometimes"),
        ("no", "no"),
        ("No I meant something else", "no"),
    ],
)
@pytest.mark.parametrize("said", [SAID, HEAVY])
async def test_labels_may_be_typed(room: Room, said: str, typed: str, mark: str) -> None:
    await room.welcome()
    await room.write(said)
    await room.write(typed)
    assert await marks(room) == ["began", mark]


@pytest.mark.parametrize("said", [SAID, TOOK])
async def test_whatever_else_is_written_meets_a_person_and_no_check_in(
    room: Room, said: str
) -> None:
    await room.welcome()
    await room.begin("What it took")
    before = await room.current()
    await room.write(said)
    count = len(room.texts())
    await room.write("my sister is on the phone with me")
    (answer,) = since(room, count)
    assert answer.startswith("Thank you for writing. I'm a program")
    assert "Go on with the check-in" in room.last().keys
    assert await room.current() == before
    assert await room.words() == []


async def test_days_later_it_is_only_said_that_all_rests(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.pass_(3 * DAY)
    await room.write("slept all day")
    assert room.last().text.startswith("Thank you for writing. The check-ins rest")
    await room.tap("Turn the check-ins back on")
    await room.write("slept all day")
    assert "What is this for you?" in room.last().text


async def test_after_what_is_heavy_other_words_are_what_they_were(room: Room) -> None:
    await room.welcome()
    await room.write(HEAVY)
    await room.write("payday today")
    assert "What is this for you?" in room.last().text


async def test_a_setting_that_asks_for_words_gets_them(room: Room) -> None:
    await room.welcome()
    await room.write(SAID)
    await room.give("settings")
    await room.tap(next(label for label in room.last().keys if label.startswith("Time zone")))
    count = len(room.texts())
    await room.write("Europe")
    (asked,) = since(room, count)
    assert asked == "Which of these has your time? Or type your city."
    assert (await room.client()).held
