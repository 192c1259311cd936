"""A pretend Telegram with a crowd in it, and the bot in another process."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.demo.telegram import Telegram, serve
from tests.benchmarks.crowd import crowd
from tests.benchmarks.worker import worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.benchmarks.crowd import Crowd
    from tests.benchmarks.worker import Worker

TOKEN: Final = "1000000002:a-token-for-measuring"


def now() -> datetime:
    """Tell the machine's own time."""
    return datetime.now(UTC)


@asynccontextmanager
async def served(module: str, size: int, *args: str) -> AsyncIterator[tuple[Crowd, Worker]]:
    """Give a crowd, and the bot it talks to; Telegram's memory is not kept."""
    telegram = Telegram(None, now, TOKEN)
    async with (
        serve(telegram) as serving,
        worker(module, *args, serving.base_url, TOKEN) as bot,
        crowd(telegram, size) as people,
    ):
        yield people, bot
