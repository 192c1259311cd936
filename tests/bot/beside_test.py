from __future__ import annotations

import asyncio

from bot.beside import beside
from bot.errors import StoreError


async def test_it_goes_on_beside_the_block_and_ends_with_it() -> None:
    begun, cut = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cut.set()

    async with beside("sweep", work, lambda *_: None):
        await begun.wait()
        assert not cut.is_set()
    assert cut.is_set()


async def test_what_fails_of_it_is_told() -> None:
    told: list[str] = []

    async def work() -> None:
        raise StoreError("away")

    async with beside("sweep", work, lambda what, _: told.append(what)):
        while not told:  # noqa: ASYNC110 - what is told is a list, as a log is
            await asyncio.sleep(0)
    assert told == ["sweep"]


async def test_a_block_that_is_left_at_once_leaves_nothing_behind() -> None:
    begun: list[str] = []

    async def work() -> None:
        begun.append("sweep")

    async with beside("sweep", work, lambda *_: None):
        pass
    assert begun == []
