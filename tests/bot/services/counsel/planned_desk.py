"""A counselor's desk with one client, who has no plan yet, and ways to try plans there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.arrival import Tapped
from bot.message import Press
from bot.schedule.plan import PlanStatus
from tests.bot.services.counsel.desk import desk
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from bot.arrival import Reaction
    from bot.schedule.plan import Plan


async def empty_desk(label: str = "Blue scarf", **fields: str) -> Room:
    """Give a desk whose client has agreed, and has no plan."""
    room = await desk(label, **fields)
    for plan in await plans(room):
        await put(room, replace(plan, status=PlanStatus.ENDED, version=plan.version + 1))
    client = await room.client()
    async with room.store.works() as work:
        for id_, _ in await work.plans.waiting(client.id):
            await work.timers.drop(occurrence=id_)
            await work.plans.drop(id_)
    return room


async def plans(room: Room, chat: int = ANN) -> list[Plan]:
    """Give the plans of a client that have not ended."""
    client = await room.client(chat)
    async with room.store.works() as work:
        kept = await work.plans.of(client.id)
    return [plan for plan in kept if plan.status is not PlanStatus.ENDED]


async def put(room: Room, plan: Plan) -> None:
    """Keep a plan, without a word."""
    async with room.store.works() as work:
        await work.plans.put(plan, room.clock.now())


async def press(room: Room, action: str, argument: str, chat: int = DANA) -> Reaction:
    """Press a key of an older message of the counselor's."""
    if not room.on_screen(chat):
        await room.give("clients", chat)
    return await room.happen(
        Tapped(Press(action, argument), "seen", "Key"), chat, room.last(chat).id
    )


async def begin(room: Room, chat: int = DANA) -> None:
    """Begin a plan for Ann."""
    await press(room, "plan-new", (await room.client()).id, chat)


async def taps(room: Room, *choices: str, chat: int = DANA) -> None:
    """Tap one key after another, by choice or by label."""
    for choice in choices:
        await room.tap(choice, chat)
