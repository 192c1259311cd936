"""Another hour is the hardest one: what stands around it moves along, what was moved stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.schedule.plan import PlanStatus, Slot
from bot.schedule.risky import read
from bot.schedule.template import made, packaged
from tests.bot.services.enrol.inviting import JOIN, invite, joins, plans

if TYPE_CHECKING:
    from tests.bot.services.room import Room


async def begun(room: Room, hour: str = "fri-20-00") -> None:
    await room.counselor()
    await joins(room, await invite(room), taps=(*JOIN[:-1], hour))


async def name(room: Room, hour: str) -> None:
    await room.give("settings")
    await room.tap(room.say("enrol.hardest-key"))
    await room.tap(hour)


@pytest.mark.parametrize("first", ["fri-20-00", "varies"])
async def test_the_plans_move_with_it(room: Room, first: str) -> None:
    await begun(room, first)
    before = await plans(room)
    await name(room, "sun-16-00")
    after = await plans(room)
    wanted = made(
        packaged()["risky-time"],
        client=after[0].client,
        start=before[0].bounds.start,
        risky=read("sun-16-00"),
        titles=[plan.title for plan in before],
        ids=[plan.id for plan in before],
    )
    assert [(one.cadence, one.slots) for one in after] == [
        (one.cadence, one.slots) for one in wanted
    ]
    assert "Sunday around 4:00 pm is the hardest hour" in room.last().text


async def test_the_same_hour_again_changes_nothing(room: Room) -> None:
    await begun(room)
    before = await plans(room)
    await name(room, "fri-20-00")
    assert await plans(room) == before


async def test_what_was_moved_by_hand_stays_there(room: Room) -> None:
    await begun(room)
    first, *_ = await plans(room)
    at = time(11, 11)
    async with room.store.works() as work:
        own = replace(first, version=first.version + 1, slots=(Slot(at, at),))
        await work.plans.put(own, room.clock.now())
    await name(room, "sun-16-00")
    still = next(plan for plan in await plans(room) if plan.id == first.id)
    assert still.slots == own.slots
    assert still.status is PlanStatus.ACTIVE


async def test_one_that_varies_is_none_in_particular(room: Room) -> None:
    await begun(room)
    await name(room, "varies")
    assert "risky" not in (await room.client()).profile
    assert room.last().text == room.say("settings.kept")
    await name(room, "sat-20-00")
    await room.give("settings")
    await room.tap(room.say("enrol.hardest-key"))
    await room.write("mondays at 7")
    assert (await room.client()).profile["risky"] == "mon-19-00"
