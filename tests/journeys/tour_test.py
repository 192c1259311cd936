"""The tour as `python -m bot demo --tour` plays it."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from typing import TYPE_CHECKING

from bot.demo.journey import COUNSELOR, GOAL

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path


async def begun(folder: Path) -> Process:
    """Begin a tour whose temporary folders lie in this one."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--tour",
        stdout=PIPE,
        stderr=PIPE,
        env=os.environ | {"COLUMNS": "100", "TMPDIR": str(folder)},
    )


def is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


async def test_the_tour_ends_well_and_leaves_nothing(tmp_path: Path) -> None:
    process = await begun(tmp_path)
    printed, complained = await process.communicate()
    assert process.returncode == 0, printed.decode()[-2000:]
    assert complained == b""
    assert f"you wrote: “{GOAL}”" in printed.decode()
    assert f"{COUNSELOR} is connected now." in printed.decode()
    assert "1. Sunday, " in printed.decode()
    assert f"{COUNSELOR} is on it, and means to be" in printed.decode()
    assert is_empty(tmp_path)


async def test_a_tour_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    process = await begun(tmp_path)
    assert process.stdout is not None
    await process.stdout.readline()
    process.terminate()
    _, complained = await process.communicate()
    assert (process.returncode, complained) == (1, b"")
    assert is_empty(tmp_path)
