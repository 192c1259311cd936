"""How long `python -m bot run` takes to its first poll, and what it then holds."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.demo.telegram import Telegram, serve
from tests.benchmarks.settings import config
from tests.benchmarks.small import Started
from tests.benchmarks.telegrams import TOKEN, now
from tests.benchmarks.worker import resident, spent

if TYPE_CHECKING:
    from pathlib import Path

_LOOK_AGAIN: Final = 0.002
_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start; memory in MiB, where the system tells."""

    seconds: float
    cpu: float | None
    resident: float | None
    settled: float | None
    """After some time."""
    peak: float | None
    """The most until then."""


async def measure(folder: Path, times: int) -> Started:
    """Start it once with nothing there, then so many times again."""
    first = await start(folder)
    later = [await start(folder) for _ in range(times)] or [first]
    cpu = [one.cpu for one in later if one.cpu is not None]
    return Started(
        first_s=first.seconds,
        later_s=median(one.seconds for one in later),
        cpu_s=median(cpu) if cpu else None,
        resident_mib=later[-1].resident,
    )


async def start(folder: Path, settle: float = 0) -> Start:
    """Start, wait for the first poll and so many seconds more, and stop."""
    telegram = Telegram(None, now, TOKEN)
    async with serve(telegram) as serving:
        env = os.environ | _settings(folder, serving.base_url)
        began = perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=env)
        try:
            async with asyncio.timeout(_PATIENCE):
                while not telegram.calls["getUpdates"]:  # noqa: ASYNC110 - a counter, not an event
                    await asyncio.sleep(_LOOK_AGAIN)
            took, cpu, held = perf_counter() - began, spent(process.pid), resident(process.pid)
            await asyncio.sleep(settle)
            return Start(took, cpu, held, resident(process.pid), resident(process.pid, "VmHWM"))
        finally:
            process.terminate()
            await process.wait()


def _settings(folder: Path, url: str) -> dict[str, str]:
    said = config(folder)
    return {
        "STILLWATER_TELEGRAM__TOKEN": TOKEN,
        "STILLWATER_TELEGRAM__API_BASE_URL": url,
        "STILLWATER_STORAGE__URL": said.storage.url,
        "STILLWATER_STORAGE__KEYS_URL": str(said.storage.keys_url),
        "STILLWATER_SECURITY__MASTER_KEY_FILE": str(said.security.master_key_file),
        "STILLWATER_HTTP__PORT": "0",
        "STILLWATER_LOG__LEVEL": "warning",
    }
