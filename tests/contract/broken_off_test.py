"""Inviting, enrolling and giving plans, broken off at every call to the store: all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arrival import Command, Wrote
from bot.people import Standing
from bot.schedule.plan import PlanStatus
from bot.services.enrol.counselors import invite
from bot.services.enrol.handover import hand_over
from tests.bot.services.enrol.inviting import JOIN
from tests.bot.services.room import ANN, BEN, DANA, ELI

if TYPE_CHECKING:
    from tests.contract.breaking import Deeds

SETTLING = ("on", "us", "america-new-york", "full")


async def test_nothing_is_half_saved_wherever_it_breaks_off(deeds: Deeds) -> None:
    room = deeds.room
    for chat, name in ((DANA, "Dana"), (ELI, "Eli")):
        async with deeds.store.works() as work:
            code, _ = await invite(work, name, "", room.clock.now())
        await deeds.happens(Command("start", code), chat)
        await deeds.taps(chat, *SETTLING)
    await deeds.happens(Command("invite"), DANA)
    await deeds.happens(Wrote("Blue scarf"), DANA)
    await deeds.taps(DANA, "make")
    code = room.last(DANA).text.rpartition("=")[2]
    await deeds.happens(Command("start", code), ANN)
    await deeds.taps(ANN, *JOIN)
    await room.give("stop", ANN)
    ann = await room.client(ANN)
    assert ann.standing is Standing.ACTIVE
    await room.give("clients", DANA)
    await room.tap("Blue scarf (new)", DANA)
    await deeds.taps(DANA, "Templates", "plan:weekly", "save")
    await deeds.taps(DANA, "Open the card", "Next session")
    await deeds.happens(Wrote("thu 3pm"), DANA)
    await deeds.taps(DANA, "yes")
    async with deeds.store.works() as work:
        plans = await work.plans.of(ann.id)
        active = [plan for plan in plans if plan.status is PlanStatus.ACTIVE]
        (coming,) = await work.plans.waiting(ann.id)
        care = await work.cares.of(ann.id)
        (made,) = await work.invites.of(None if care is None else care.counselor)
        giver, taker = await work.counselors.all()
    assert len(plans) == 4
    assert active == [plans[-1]]
    assert coming[1].plan == plans[-1].id
    assert made.used_at is not None

    async def handed() -> None:
        async with deeds.store.works() as work:
            assert await hand_over(room.house, work, giver.id, taker.id, room.clock.now()) == 1

    await deeds.at_every_call(handed)
    await deeds.happens(Command("start", code), BEN)
    async with deeds.store.works() as work:
        assert await work.clients.by_chat(BEN) is None
    assert room.last(BEN).text.startswith(room.say("enrol.used"))
    assert deeds.times > 100
