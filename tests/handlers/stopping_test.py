"""The stop sign: waiting ends at once, a stranger's cancellation stays a cancellation."""

from __future__ import annotations

import asyncio

import pytest

from handlers.stopping import Stopped, StopSign


async def test_what_is_waited_for_comes_back() -> None:
    assert await StopSign().unless_up(asyncio.sleep(0, "here")) == "here"


async def test_an_error_passes_through() -> None:
    async def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await StopSign().unless_up(fail())


async def test_a_wait_ends_when_the_sign_goes_up() -> None:
    sign, begun, ended = StopSign(), asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = asyncio.create_task(sign.unless_up(wait()))
    await begun.wait()
    sign.put_up()
    with pytest.raises(Stopped):
        await task
    assert ended.is_set()


async def test_nothing_begins_once_the_sign_is_up() -> None:
    sign = StopSign()
    sign.put_up()
    begun: list[bool] = []

    async def work() -> None:
        begun.append(True)

    with pytest.raises(Stopped):
        await sign.unless_up(work())
    assert begun == []


async def test_a_cancelled_task_is_cancelled_and_not_stopped() -> None:
    sign, begun = StopSign(), asyncio.Event()

    async def wait() -> None:
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(sign.unless_up(wait()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
