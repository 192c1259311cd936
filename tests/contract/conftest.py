"""The three stores, one after another, for every test of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.memory import MemoryStore

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
    yield database.works
    await database.close()
