"""Helpers of these tests: a counselor invites, somebody opens the link and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.arrival import Command
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from bot.care import Care, Invite
    from bot.ports import Consent
    from bot.schedule.plan import Plan

JOIN = ("on", "read", "yes", "share", "tell", "us", "america-new-york", "22-08", "fri-20-00")
"""Eight taps from the link to the first goal."""


async def invite(
    room: Room, label: str = "K.", chat: int = DANA, *, template: str = "", spanish: bool = False
) -> str:
    """Let a counselor invite, and give the code that stands in the link."""
    await room.give("invite", chat)
    await room.write(label, chat)
    if template:
        await room.tap("plans", chat)
        await room.tap(f"plan:{template}", chat)
    if spanish:
        await room.tap("language", chat)
    await room.tap("make", chat)
    found = re.search(r"start=(c[\w-]{22})$", room.last(chat).text)
    assert found is not None
    return found[1]


async def opens(room: Room, code: str, chat: int = ANN) -> None:
    await room.happen(Command("start", code), chat)


async def joins(room: Room, code: str, chat: int = ANN, taps: tuple[str, ...] = JOIN) -> None:
    """Let somebody go all the way, and leave the first goal for another day."""
    await opens(room, code, chat)
    for option in taps:
        await room.tap(option, chat)
    await room.give("stop", chat)


async def care(room: Room, chat: int = ANN) -> Care | None:
    client = await room.client(chat)
    async with room.store.works() as work:
        return await work.cares.of(client.id)


async def agreed(room: Room, chat: int = ANN) -> list[tuple[str, bool]]:
    return [(one.what, one.agreed) for one in await ledger(room, chat)]


async def ledger(room: Room, chat: int = ANN) -> list[Consent]:
    client = await room.client(chat)
    async with room.store.works() as work:
        return list(await work.consents.of(client.id))


async def plans(room: Room, chat: int = ANN) -> list[Plan]:
    client = await room.client(chat)
    async with room.store.works() as work:
        return list(await work.plans.of(client.id))


async def invites(room: Room, chat: int = DANA) -> list[Invite]:
    counselor = await room.who(chat)
    async with room.store.works() as work:
        return list(await work.invites.of(counselor.id))


async def nobody(room: Room, chat: int = ANN) -> bool:
    async with room.store.works() as work:
        return await work.clients.by_chat(chat) is None
