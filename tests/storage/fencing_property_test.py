"""Fencing: whoever takes a lease, lets it lapse or was frozen, its newest holder alone keeps."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import Fenced
from tests.contract.examples import received

if TYPE_CHECKING:
    from storage.database import Database
    from tests.databases import Place

WHO = st.integers(0, 2)
HOLDS, LAPSES, KEEPS = "takes it and holds it", "takes it and lets it lapse", "keeps what it has"
DEEDS = st.lists(st.tuples(WHO, st.sampled_from([HOLDS, LAPSES, KEEPS])), max_size=20)
_updates, _names = count(1), count()


@pytest.mark.postgres
@given(deeds=DEEDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_only_the_newest_holder_keeps(postgres: Place, deeds: list[tuple[int, str]]) -> None:
    many = [postgres.open() for _ in range(3)]
    name = f"polling {next(_names)}"
    numbers: dict[int, int] = {}
    newest, last, binds = 0, None, False
    for who, deed in deeds:
        if deed is KEEPS:
            if who in numbers:
                assert await keeps(many[who], name, numbers[who]) is (numbers[who] == newest)
            continue
        lasting = timedelta(hours=deed is HOLDS)
        number = await many[who].leases.acquire(name, lasting)
        if binds and who != last:
            assert number is None, "another holds it"
            continue
        assert number == newest + (who != last), "each new holder has the next number"
        numbers[who] = newest = number
        last, binds = who, deed is HOLDS
    for one in many:
        await one.close()


async def keeps(database: Database, name: str, number: int) -> bool:
    try:
        async with database.works(database.leases.fence(name, number)) as work:
            await work.inbox.add([received(next(_updates))])
    except Fenced:
        return False
    return True
