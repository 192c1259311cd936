"""Whatever is there, however old, and whatever the periods: the night takes what is over, once."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retention import DAY, DEFAULTS, RULES
from storage.memory import MemoryStore
from tests.bot.services.room import Room
from tests.contract.aged import PUT, Thing, left, night, put, stays
from tests.databases import in_folder

if TYPE_CHECKING:
    from bot.ports import Works
    from bot.retention import Periods

HOUSE = Room().house
AGES = st.integers(0, 24 * 1000).map(lambda hours: timedelta(hours=hours))
THINGS = st.lists(
    st.builds(Thing, st.sampled_from(sorted(PUT)), AGES, st.integers(0, 40)),
    max_size=30,
    unique_by=lambda thing: (thing.kind, thing.n),
)
PERIODS = st.fixed_dictionaries(
    {
        kind: st.one_of(st.none(), st.timedeltas(rule.least, 900 * DAY))
        for kind, rule in RULES.items()
        if rule.settable
    }
).map(lambda chosen: {**DEFAULTS, **chosen})


async def holds(works: Works, things: list[Thing], periods: Periods) -> None:
    """Try that one night takes what is over and the next takes nothing."""
    await put(works, things)
    house = replace(HOUSE, periods=periods)
    for _ in range(2):
        await night(works, house)
        assert await left(works) == stays(things, periods)


@settings(max_examples=60, deadline=None)
@given(THINGS, PERIODS)
async def test_in_memory(things: list[Thing], periods: Periods) -> None:
    await holds(MemoryStore().works, things, periods)


@settings(max_examples=12, deadline=None)
@given(THINGS, PERIODS)
async def test_on_sqlite(sqlite_template: Path, things: list[Thing], periods: Periods) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        shutil.copytree(sqlite_template, store)
        database = in_folder(store).open()
        try:
            await holds(database.works, things, periods)
        finally:
            await database.close()
