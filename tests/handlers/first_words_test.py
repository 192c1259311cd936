"""Two first messages of one stranger, on two replicas at once: both are answered, of one client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.arrival import Arrival, Command
from bot.errors import StoreError
from bot.ports import Received
from handlers.processor import Processor
from tests.bot.services.room import ANN, Room
from tests.handlers.house import HURRY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Work
    from storage.database import Database
    from tests.databases import Place

pytestmark = pytest.mark.postgres


class Clients:
    """The clients, who are looked up first by all replicas and added only then."""

    def __init__(self, clients: Any, meeting: asyncio.Barrier) -> None:  # noqa: ANN401 - any repository
        self._clients = clients
        self._meeting = meeting

    def __getattr__(self, method: str) -> Any:  # noqa: ANN401 - whatever the repository has
        return getattr(self._clients, method)

    async def by_chat(self, chat: int) -> object:
        found = await self._clients.by_chat(chat)
        if found is None:
            await self._meeting.wait()
        return found


class Replica:
    """One process: its view of the database, its services and its processor."""

    def __init__(self, database: Database, meeting: asyncio.Barrier) -> None:
        self.database = database
        self.meeting = meeting
        self.refused = 0
        self.aside: list[int] = []
        self.room = Room(store=self)  # type: ignore[arg-type]  # of a store only its works are used
        self.processor = Processor(database.works, self.handle, self.aside.append, HURRY)

    @asynccontextmanager
    async def works(self) -> AsyncIterator[Work]:
        async with self.database.works() as work:
            work.clients = Clients(work.clients, self.meeting)  # type: ignore[assignment]  # as it
            yield work

    async def handle(self, row: Received) -> bool:
        arrival = Arrival(row.chat, row.received_at, Command("start"), row.update, 1, "Ann", "en")
        try:
            await self.room.converse.happen(arrival)
        except StoreError:
            self.refused += 1
            raise
        return True


@pytest.fixture
async def replicas(postgres: Place) -> AsyncIterator[list[Replica]]:
    meeting = asyncio.Barrier(2)
    replicas = [Replica(postgres.open(), meeting) for _ in range(2)]
    for replica in replicas:
        await replica.processor.start()
    yield replicas
    for replica in replicas:
        await replica.processor.stop(5)
        await replica.database.close()


async def test_both_end_well(replicas: list[Replica]) -> None:
    for update, replica in enumerate(replicas, 1):
        row = Received(update, ANN, "{}", replica.room.clock.now())
        async with replica.database.works() as work:
            await work.inbox.add([row])
        replica.processor.take([row])
    async with asyncio.timeout(20):
        while any(replica.processor.depth for replica in replicas):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.01)
    assert [replica.aside for replica in replicas] == [[], []]
    assert sorted(replica.refused for replica in replicas) == [0, 1]
    async with replicas[0].database.works() as work:
        assert await work.clients.by_chat(ANN) is not None
        assert list(await work.inbox.waiting()) == []
        assert list(await work.inbox.set_aside()) == []
