"""A desk at which plans are given to clients, few or many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.schedule.plan import PlanStatus
from tests.bot.services.counsel.desk import desk
from tests.bot.services.counsel.planned_desk import plans, press, put
from tests.bot.services.room import ANN

if TYPE_CHECKING:
    from bot.schedule.plan import Plan
    from tests.bot.services.room import Room

HARD: Final = "sat-21-00"
"""A risky time, as a profile keeps it."""
TUESDAY: Final = date(2026, 3, 3)
"""Tomorrow."""
PHONE: Final = 1400
"""Characters that a phone shows at once, or nearly."""


async def crowd(n: int) -> Room:
    """Give Dana so many clients, Ann first."""
    return await desk("Blue scarf", *(f"Client {one:02}" for one in range(1, n)))


def chats(n: int) -> list[int]:
    """Give the chats of such a crowd."""
    return [ANN, *range(101, 100 + n)]


async def opened(room: Room, action: str = "templates", chat: int = ANN) -> None:
    """Begin at a client's card."""
    await press(room, action, (await room.client(chat)).id)


async def named(room: Room, chat: int, hardest: str) -> None:
    """Let a client have named the hour that is hardest."""
    client = await room.client(chat)
    await room.change(chat, profile={**client.profile, "risky": hardest})


async def single(room: Room, chat: int = ANN, **fields: object) -> Plan:
    """Leave a client one of their plans, with these fields changed."""
    first, *rest = await plans(room, chat)
    for plan in rest:
        await put(room, replace(plan, status=PlanStatus.ENDED, version=plan.version + 1))
    only = replace(first, version=first.version + 1, **fields)  # type: ignore[arg-type]  # of Plan
    await put(room, only)
    return only


def shapes(found: list[Plan]) -> list[tuple[object, ...]]:
    """Give what each plan asks, and when."""
    return [(plan.checkins, plan.cadence, plan.slots) for plan in found]
