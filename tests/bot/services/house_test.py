"""A conversation is finished on the version it began with, whatever the library says by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import Unreadable
from bot.interview.library import sources
from bot.interview.parse import parse

if TYPE_CHECKING:
    from tests.bot.services.room import Room

NAME = "confidence"


def newer(room: Room) -> Room:
    """Give the same store in a house whose library has moved on."""
    texts = sources()[NAME]
    changed = texts | {"en": texts["en"].replace("Kept. Thank you.", "All new. Thank you.")}
    library = {**room.library, NAME: parse(NAME, changed)}
    assert library[NAME].version != room.library[NAME].version
    room.library = library
    room.__post_init__()
    return room


async def stored(room: Room) -> None:
    async with room.store.works() as work:
        for script in room.library.values():
            await work.scripts.put(script.name, script.version, script.source)


async def test_it_ends_as_it_began(room: Room) -> None:
    await stored(room)
    await room.welcome()
    await room.give("checkin")
    await room.tap("How sure you are")
    newer(room)
    await room.tap("7")
    await room.write("I did it before")
    await room.tap("Skip")
    await room.tap("Just heard")
    assert room.last().text == "Kept. Thank you."
    await room.begin("How sure you are")
    await room.tap("10")
    await room.write("call dee")
    assert room.last().text.endswith("All new. Thank you.")


async def test_a_version_that_nobody_has_is_an_error(room: Room) -> None:
    async with room.store.works() as work:
        with pytest.raises(Unreadable, match=NAME):
            await room.house.script(work, NAME, "0" * 64)


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/New_York", "us"),
        ("Europe/London", "gb"),
        ("Europe/Madrid", "es"),
        ("UTC", "us"),
        ("America/Bogota", "co"),
        ("Pacific/Tongatapu", "int"),
    ],
)
def test_people_to_call_are_near(room: Room, zone: str, country: str) -> None:
    assert room.house.country_of(zone).id == country
