"""The census: what is there is counted once, by state, whichever the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.interview.words import Held
from bot.people import Standing
from bot.schedule.occurrences import State
from storage.census import KINDS, open_census
from storage.engine import read_url
from tests.storage.studied import Person, settle

if TYPE_CHECKING:
    from tests.databases import Place

PEOPLE = [
    Person(Standing.ACTIVE, (), ((State.SENT,), (State.SENT, State.ANSWERED)), 2, (Held.HELD,)),
    Person(Standing.STOPPED, (), ((State.SENT,), ()), 1, ()),
]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    """Where the store is."""
    found: Place = request.getfixturevalue(request.param)
    return found


async def test_all_is_counted(place: Place) -> None:
    database = place.open()
    async with database.works() as work:
        await settle(work, PEOPLE)
    await database.close()
    census = open_census(read_url(place.url))
    assert not await census.pending()
    counts = {kind: by async for kind, by in census.counted()}
    assert tuple(counts) == KINDS
    assert counts["clients"] == {"active": 1, "stopped": 1}
    assert counts["prompts"] == {"answered": 1, "planned": 1, "sent": 2}
    assert counts["numbers"] == {"kept": 3}
    assert counts["words"] == {"kept": 1}
    assert counts["episodes"] == {"open": 2}
    assert counts["messages"] == {"pending": 2}
    assert counts["check-ins"] == {"done": 2}
    assert counts["updates"] == {}
    assert await census.size() > 100_000
    await census.close()
