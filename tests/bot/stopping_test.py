"""Stopping: whatever hangs, a process that is asked to stop is gone soon, and all is well."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE

import pytest

PROGRAM = """
import asyncio, os, time
from bot.stopping import until_stopped

async def deaf():
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            pass

async def busy():
    time.sleep(60)

async def working():
    await asyncio.to_thread(time.sleep, 60)

async def obedient():
    try:
        await asyncio.sleep(60)
    finally:
        print("rested", flush=True)

async def main():
    print("up", flush=True)
    await {what}()

asyncio.run(until_stopped(main(), last=0.3))
print("over", flush=True)
"""


@pytest.mark.parametrize(
    ("what", "sign"),
    [
        ("deaf", signal.SIGTERM),
        ("busy", signal.SIGTERM),
        ("busy", signal.SIGINT),
        ("working", signal.SIGTERM),
    ],
)
async def test_what_hangs_is_left(what: str, sign: signal.Signals) -> None:
    assert await stopped(what, sign) == (0, b"")


async def test_what_comes_to_rest_may_do_so() -> None:
    assert await stopped("obedient", signal.SIGTERM) == (0, b"rested\nover\n")


async def stopped(what: str, sign: signal.Signals) -> tuple[int | None, bytes]:
    """Run it, ask it to stop, and give its code and what it said from then on."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROGRAM.format(what=what)), stdout=PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"up\n"
    process.send_signal(sign)
    async with asyncio.timeout(10):
        said, _ = await process.communicate()
    return process.returncode, said
