"""The whole durable road on both databases, beside three bare echo bots, under the same loads."""

from __future__ import annotations

import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figures import Roads
from tests.benchmarks.stores import BOTH, store
from tests.benchmarks.telegrams import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.crowd import Crowd, Spent
    from tests.benchmarks.figures import Traffic
    from tests.benchmarks.ledger import Ledger
    from tests.benchmarks.worker import Asked

ECHO: Final = Path(__file__).parents[2] / ".venv" / "echo" / "bin" / "python"
"""`make .venv/echo/.bench` makes it; where it is not, aiogram is left out."""
HTTPX: Final = "echo, python-telegram-bot"
AIOHTTP: Final = "echo, python-telegram-bot on aiohttp"
AIOGRAM: Final = "echo, aiogram"
ECHOES: Final = (HTTPX, AIOHTTP, AIOGRAM)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    latencies: Sequence[int] = (0, 50)
    """Milliseconds that Telegram takes over every call."""
    loads: Sequence[tuple[int, int]] = ((1, 16), (4, 15), (16, 10), (64, 4), (256, 2))
    """Clients at once, and check-ins of each."""
    rounds: int = 3
    kinds: Sequence[str] = BOTH
    """Of stores."""


@dataclass(frozen=True, slots=True)
class Bot:
    """One bot, with those who talk to it."""

    crowd: Crowd
    worker: Asked
    spent: Spent

    async def load(self, latency: int, clients: int, checkins: int) -> Traffic:
        """Let so many play, with a Telegram that takes so many milliseconds."""
        faults = self.crowd.telegram.faults
        faults.latency = latency / 1000
        try:
            return await self.crowd.load(self.worker, clients, checkins, self.spent)
        finally:
            faults.latency = 0


def names(size: Size) -> Iterator[tuple[str, int, int, int]]:
    """Give the name of each round to be measured, its latency, its clients and check-ins."""
    for latency in size.latencies:
        for clients, checkins in size.loads:
            for number in range(1, size.rounds + 1):
                yield f"roads/{latency}/{clients}/{number}", latency, clients, checkins


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks."""
    if not ledger.missing(name for name, *_ in names(size)):
        return
    many = max(clients for clients, _ in size.loads)
    async with AsyncExitStack() as stack:
        bots = {}
        for kind in size.kinds:
            tell(f"{many} clients arrive, {kind}")
            bots[kind] = await stillwater(stack, kind, many)
        for name, (module, *said), python in _echoes():
            serving = served(module, many, *said, python=python)
            bots[name] = Bot(*await stack.enter_async_context(serving), spent=lambda: 0.0)
        for name, *load in names(size):
            if ledger.missing([name]):
                tell(f"{name}: milliseconds, clients, round")
                taken = {who: await bot.load(*load) for who, bot in bots.items()}
                ledger.put(name, Roads(taken))


async def stillwater(stack: AsyncExitStack, kind: str, clients: int) -> Bot:
    """Start the service on an empty store of this kind, and let so many become its clients."""
    place = await stack.enter_async_context(store(kind))
    serving = served("stillwater_worker", clients, str(place.folder), place.url)
    bot = Bot(*await stack.enter_async_context(serving), spent=place.spent)
    await bot.crowd.arrive()
    return bot


def _echoes() -> Iterator[tuple[str, Sequence[str], str | Path]]:
    yield HTTPX, ("echo_worker", "httpx"), sys.executable
    yield AIOHTTP, ("echo_worker", "aiohttp"), sys.executable
    if ECHO.exists():
        yield AIOGRAM, ("aiogram_worker",), ECHO
