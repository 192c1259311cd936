"""A unit of work cancelled at any moment is all there or not at all, and the next one works."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.interview.conversation import WordsId
from tests.contract.examples import ANN, NOW, ann, goal, received, some_id

if TYPE_CHECKING:
    from bot.ports import Works
    from tests.databases import Place

MOMENTS = 60
"""The last one is not cancelled at all."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    place: Place = request.getfixturevalue(request.param)
    return place


async def live(works: Works, number: int) -> None:
    async with works() as work:
        await work.clients.get(ANN)
        await work.inbox.add([received(number)])
        await work.words.put(replace(goal, id=WordsId(some_id(str(number)))))
        await work.inbox.done(number)


async def test_cancelled_at_any_moment(place: Place) -> None:
    database = place.open()
    async with database.works() as work:
        await work.clients.add(ann)
    whole = 0
    for moment in range(MOMENTS):
        task = asyncio.create_task(live(database.works, moment))
        for _ in range(moment):
            await asyncio.sleep(0 if moment % 2 else 0.0002)
        if moment < MOMENTS - 1:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        async with database.works() as work:
            kept = await work.words.get(WordsId(some_id(str(moment)))) is not None
            known = not (await work.inbox.add([replace(received(moment), received_at=NOW)])).new
        assert kept == known
        whole += kept
    await database.close()
    assert 0 < whole < MOMENTS
