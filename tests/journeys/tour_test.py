"""The tour as `python -m bot demo --tour` plays it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

from bot.demo.journey import GOAL


async def test_the_tour_ends_well() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--tour",
        stdout=PIPE,
        stderr=PIPE,
        env=os.environ | {"COLUMNS": "100"},
    )
    printed, complained = await process.communicate()
    assert process.returncode == 0, printed.decode()[-2000:]
    assert complained == b""
    assert f"you wrote: “{GOAL}”" in printed.decode()
