"""Updates at Telegram's own pace: thirty a second, and how long a client waits then."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.roads import stillwater
from tests.benchmarks.stores import BOTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.ledger import Ledger
    from tests.benchmarks.roads import Bot


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    latencies: Sequence[int] = (0, 50)
    rate: float = 30.0
    seconds: float = 60.0
    clients: int = 64
    rounds: int = 3
    kinds: Sequence[str] = BOTH
    """Of stores."""


def names(size: Size, kind: str) -> Iterator[tuple[str, int, int]]:
    """Give the name of each round to be measured, its latency and number."""
    for latency in size.latencies:
        for number in range(1, size.rounds + 1):
            yield f"pace/{kind}/{latency}/{number}", latency, number


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks."""
    for kind in size.kinds:
        if ledger.missing(name for name, *_ in names(size, kind)):
            tell(f"{size.clients} clients arrive, {kind}")
            async with AsyncExitStack() as stack:
                bot = await stillwater(stack, kind, size.clients)
                await _rounds(size, kind, bot, ledger, tell)


async def _rounds(
    size: Size, kind: str, bot: Bot, ledger: Ledger, tell: Callable[[str], None]
) -> None:
    for name, latency, number in names(size, kind):
        if ledger.missing([name]):
            tell(f"{name}: {size.rate:.0f} a second for {size.seconds:.0f} seconds")
            bot.crowd.telegram.faults.latency = latency / 1000
            traffic = await bot.crowd.pace(bot.worker, size.rate, size.seconds, number, bot.spent)
            ledger.put(name, traffic)
