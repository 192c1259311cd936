"""What a counselor cannot see: why nothing is sent, until when, and that nobody answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.arrival import Blocked
from bot.people import Standing
from tests.bot.services.counsel.desk import desk, shares
from tests.bot.services.counsel.planned_desk import plans, press
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from collections.abc import Sequence

HOURS = 40 * 24


async def seen(room: Room) -> Sequence[str]:
    """Give all that stands about Ann on a counselor's screens."""
    await room.give("clients", DANA)
    bubble, client = room.last(DANA), await room.client()
    found = [*bubble.keys]
    plan = (await plans(room))[0].id
    for action, argument in (("client", client.id), ("plan", plan), ("plan-edit", f"{plan}.1")):
        await press(room, action, argument)
        found += [bubble.text, *bubble.keys]
    await room.tap("look", DANA)
    return [*found, bubble.text]


async def resting() -> Room:
    """Let Ann leave everything unanswered until nothing comes any more."""
    room = await desk("Blue scarf")
    for _ in range(HOURS):
        await room.pass_(timedelta(hours=1))
    assert room.states().count("missed_by_client") == 4
    return room


@pytest.mark.parametrize("why", ["until", "stopped", "blocked"])
async def test_a_pause_looks_the_same_whatever_it_is(why: str) -> None:
    room, other = await desk("Blue scarf"), await desk("Blue scarf")
    await other.give("pause")
    await other.tap("Until I say")
    if why == "until":
        await room.give("pause")
        await room.tap(next(iter(room.last().keys)))
        assert (await room.client()).paused_until is not None
    elif why == "stopped":
        await room.give("stop")
        assert (await room.client()).standing is Standing.STOPPED
    else:
        await room.happen(Blocked())
    assert await seen(room) == await seen(other)


async def test_that_nobody_answers_is_not_seen() -> None:
    room = await resting()
    before = await seen(room)
    assert sum("As planned, next: " in text for text in before) == 2  # nothing comes, in truth
    await room.change(ANN, woken_at=room.clock.now())
    assert await seen(room) == before


async def test_it_is_seen_by_whom_that_is_shared() -> None:
    room = await resting()
    hidden = await seen(room)
    await shares(room)
    assert await seen(room) != hidden
