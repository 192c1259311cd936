"""A counselor tries such words in a rehearsal: they see what a client would, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.services.crisis.moment import ASKS, HEAVY, SAID, TOOK
from tests.bot.services.room import DANA

if TYPE_CHECKING:
    from tests.bot.services.room import Room


@pytest.mark.parametrize(("said", "asks"), [(SAID, True), (HEAVY, True), (TOOK, False)])
async def test_they_see_what_a_client_would_and_nothing_comes_of_it(
    room: Room, said: str, *, asks: bool
) -> None:
    await room.counselor()
    await room.give("rehearse", DANA)
    await room.tap("urge", DANA)
    before = room.timers()
    await room.write(said, DANA)
    shown = room.last(DANA)
    assert shown.text.startswith(room.say("rehearsal.mark"))
    assert "911" in shown.text or "988" in shown.text
    assert (ASKS in shown.text) is asks
    assert all(one.does is None for one in shown.keys.values())
    assert not room.store._shelves.episodes
    assert room.timers() == before
    await room.write("7", DANA)
    assert "7" in room.last(DANA).text
