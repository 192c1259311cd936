"""The three stores, one after another, for every test of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from storage.memory import MemoryStore
from tests.bot.services.room import Room
from tests.contract.breaking import Deeds, Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Works
    from tests.databases import Place


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place | None:
    """Where the store is; nowhere, for the one in memory."""
    if request.param == "memory":
        return None
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture
async def works(place: Place | None) -> AsyncIterator[Works]:
    """Open units of work on a fresh store."""
    if place is None:
        yield MemoryStore().works
        return
    database = place.open()
    await database.replicas.beat()
    yield database.works
    await database.close()


@pytest.fixture
async def deeds(place: Place | None) -> AsyncIterator[Deeds]:
    """Let deeds be done over a fresh store that breaks off."""
    database = MemoryStore() if place is None else place.open()
    store = Store(database.works)
    yield Deeds(Room(store=cast("MemoryStore", store)), store)  # all a room needs is `works`
    if not isinstance(database, MemoryStore):
        await database.close()
