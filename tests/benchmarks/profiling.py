"""What the road costs most: a sampling profile of the service under the load that is compared."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Profile, Sealed
from tests.benchmarks.roads import stillwater
from tests.benchmarks.stores import BOTH, SQLITE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.ledger import Ledger
    from tests.benchmarks.roads import Bot


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    clients: int = 64
    checkins: int = 6
    kinds: Sequence[str] = BOTH
    """Of stores."""


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks."""
    for kind in size.kinds:
        if ledger.missing([f"profile/{kind}"]):
            tell(f"{size.clients} clients arrive, {kind}")
            async with AsyncExitStack() as stack:
                bot = await stillwater(stack, kind, size.clients)
                tell("a sampling profile")
                await bot.worker.ask("sample")
                await bot.load(0, size.clients, size.checkins)
                ledger.put(f"profile/{kind}", Profile(**await bot.worker.ask("sampled")))
                if kind == SQLITE:
                    tell("what sealing takes of an update")
                    ledger.put("sealed", await _sealed(bot, size))


async def _sealed(bot: Bot, size: Size) -> Sealed:
    await bot.worker.ask("meter")
    traffic = await bot.load(0, size.clients, size.checkins)
    metered = await bot.worker.ask("metered")
    each = metered["seconds"] * 1e6 / traffic.updates
    return Sealed(metered["cells"] / traffic.updates, each, each / (traffic.cpu_ms * 1000))
