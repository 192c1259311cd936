"""The whole service in a process of its own, with Telegram's rates lifted."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import SystemClock, serving
from bot.config import Config, Log, Security, Storage, Telegram
from bot.running import spare_the_collector
from bot.services.flood import Budget
from bot.services.rates import Limits
from storage.masterkey import new_master_key
from tests.benchmarks.sealing import Meter
from tests.benchmarks.statements import Recorder, ours, plain, replay, settled
from tests.benchmarks.worker import serve, usage

LIFTED = Limits(chat_rate=1e6, chat_burst=1e6, all_rate=1e6, all_burst=1e6)
OPEN = Budget(burst=1e9)
"""Nobody is left out here, unless what is measured is just that."""


async def main(folder: Path, url: str, token: str, budget: Budget) -> None:
    """Serve, and answer what is asked."""
    database = folder / "bench.db"
    recorder, meter = Recorder(database), Meter()

    async def record() -> dict[str, Any]:
        await settled(database)
        recorder.start(folder / "replay.db")
        return {}

    async def bare(updates: str) -> dict[str, Any]:
        await settled(database)
        recording = recorder.stop()
        ran = {}
        for name, engine in (("ours", ours), ("plain", plain)):
            copy = folder / f"{name}.db"
            shutil.copy(folder / "replay.db", copy)
            ran[name] = await replay(recording, int(updates), engine(copy), copy, database)
            copy.unlink()
        return {name: asdict(figures) for name, figures in ran.items()}

    async def metering() -> dict[str, Any]:
        meter.start()
        return {}

    async def metered() -> dict[str, Any]:
        return meter.read()

    async with serving(config(folder, database, url, token), SystemClock(), LIFTED, budget):
        spare_the_collector()
        await serve(
            {
                "usage": usage,
                "record": record,
                "replay": bare,
                "meter": metering,
                "metered": metered,
            }
        )


def config(folder: Path, database: Path, url: str, token: str) -> Config:
    """Give a configuration that keeps everything in one folder."""
    key = folder / "master.key"
    if not key.exists():
        new_master_key(key)
    return Config(
        telegram=Telegram(token=SecretStr(token), api_base_url=url),
        storage=Storage(url=f"sqlite:///{database}"),
        security=Security(master_key_file=key),
        log=Log(level="warning"),
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    folder, *own, url, token = sys.argv[1:]
    asyncio.run(main(Path(folder), url, token, Budget() if own else OPEN))
