"""A pretend Telegram with a crowd in it, and the bot in another process."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.demo.telegram import Telegram, serve
from tests.benchmarks.crowd import crowd
from tests.benchmarks.worker import worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.benchmarks.crowd import Crowd
    from tests.benchmarks.worker import Asked

TOKEN: Final = "1000000002:a-token-for-measuring"


def now() -> datetime:
    """Tell the machine's own time."""
    return datetime.now(UTC)


@asynccontextmanager
async def town(size: int) -> AsyncIterator[tuple[Crowd, str]]:
    """Give a crowd, and where the Telegram is that it uses; whose memory is not kept."""
    telegram = Telegram(None, now, TOKEN)
    async with serve(telegram) as serving, crowd(telegram, size) as people:
        yield people, serving.base_url


@asynccontextmanager
async def served(
    module: str, size: int, *args: str, python: str | Path = sys.executable
) -> AsyncIterator[tuple[Crowd, Asked]]:
    """Give a crowd, and the bot it talks to."""
    async with (
        town(size) as (people, url),
        worker(module, *args, url, TOKEN, python=python) as bot,
    ):
        yield people, bot
