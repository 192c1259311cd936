"""What a shell's store holds: counselors and clients put there without a word."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bot.care import Care, Share
from bot.config import Config
from bot.opening import open_store
from bot.people import Client, ClientId, Counselor, CounselorId, Standing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from bot.ports import Work

    T = TypeVar("T")

NOON: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHAT: Final = 8812345678


def within(does: Callable[[Work], Awaitable[T]]) -> T:
    """Do something in the store of the folder."""

    async def opened() -> T:
        store = open_store(Config())
        try:
            async with store.works() as work:
                return await does(work)
        finally:
            await store.close()

    return asyncio.run(opened())


def settled(name: str, chat: int = CHAT, *, in_: bool = True) -> Counselor:
    """Keep a counselor."""
    id_ = CounselorId(uuid4().hex)
    made = Counselor(id_, chat, NOON, name, zone="Europe/Madrid", settled=in_)

    async def add(work: Work) -> None:
        await work.counselors.add(made)

    within(add)
    return made


def cared(counselor: Counselor) -> Care:
    """Keep a client of theirs."""
    client = Client(ClientId(uuid4().hex), 5, NOON, "Ann", standing=Standing.ACTIVE, consent="1")
    care = Care(client.id, counselor.id, "J.", NOON, frozenset({Share.COUNTS}))

    async def add(work: Work) -> None:
        await work.clients.add(client)
        await work.cares.put(care)

    within(add)
    return care
