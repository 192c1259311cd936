from __future__ import annotations

import asyncio

from bot.services.air import Air

ANN, BEN = 11, 12


async def test_what_a_chat_sends_waits_for_what_is_on_its_way_there() -> None:
    sky = Air()
    sky.leave(ANN)
    waiting = asyncio.create_task(sky.clear(ANN))
    await sky.clear(BEN)
    await asyncio.sleep(0)
    assert not waiting.done()
    sky.land(ANN)
    await waiting
    await sky.clear(ANN)


async def test_but_not_for_long() -> None:
    sky = Air(patience=0.01)
    sky.leave(ANN)
    await sky.clear(ANN)


def test_what_was_never_there_may_land() -> None:
    Air().land(ANN)
