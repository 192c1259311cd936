"""One soak: the service in a process, its Telegram in ours, and its memory looked at meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Final

from tests.benchmarks.statements import plain
from tests.benchmarks.stores import SQLITE, store
from tests.benchmarks.telegrams import TOKEN, town
from tests.benchmarks.worker import worker
from tests.soak.account import Account, account, rest
from tests.soak.talk import talk
from tests.soak.weather import blow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.worker import Asked

GROWTH: Final = 16.0
"""MiB that the last quarter of a soak may hold more than the second."""
TELLING: Final = 300.0
"""Seconds that a soak must last before its memory says anything: until then it warms up."""
REST: Final = 180.0
"""Seconds that everything has to come to rest in, once the weather is fair."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of it."""

    seconds: float
    rate: float = 30.0
    clients: int = 128
    seed: int = 1
    kind: str = SQLITE
    patience: float = 20.0
    """Seconds until somebody who is not answered gives up, and begins anew."""
    every: float = 5.0
    """Seconds between two looks at the memory."""


@dataclass(slots=True)
class Soaked:
    """What came of it."""

    seconds: float
    unanswered: int
    """Times that somebody gave up waiting: what was perhaps sent is held, not sent again."""
    account: Account
    resident_mib: list[float] = field(default_factory=list)

    @property
    def growth(self) -> float | None:
        """MiB of the last quarter over the second; None if it was too short to tell."""
        quarter = len(self.resident_mib) // 4
        if self.seconds < TELLING or not quarter:
            return None
        held = self.resident_mib
        return median(held[-quarter:]) - median(held[quarter : 2 * quarter])

    @property
    def clean(self) -> bool:
        """Whether everything is accounted for, and the memory is flat."""
        return not self.account.wrong and (self.growth or 0) <= GROWTH


async def soak(size: Size, tell: Callable[[str], None]) -> Soaked:
    """Soak; `tell` hears what is being done."""
    async with store(size.kind) as place, town(size.clients) as (people, url):
        first = people.telegram.updates.next_id
        async with worker("stillwater_worker", str(place.folder), place.url, url, TOKEN) as bot:
            tell(f"{size.clients} clients arrive, {size.kind}")
            await people.arrive()
            tell(f"{size.rate:.0f} updates a second for {size.seconds:.0f} seconds")
            held: list[float] = []
            watching = asyncio.create_task(_watch(bot, held, size.every))
            weather = asyncio.create_task(blow(people.telegram.faults, size.seed))
            unanswered = await talk(people.people, size)
            for task in (weather, watching):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            tell("fair weather, and rest")
            engine = plain(place.url)
            await rest(engine, people.telegram, REST)
            found = await account(engine, people, first)
            await engine.dispose()
    return Soaked(size.seconds, unanswered, found, held)


async def _watch(bot: Asked, held: list[float], every: float) -> None:
    while True:
        held.append((await bot.ask("usage"))["resident"] or 0)
        await asyncio.sleep(every)


def told(soaked: Soaked) -> Sequence[str]:
    """Say what came of it, in lines."""
    found, held = soaked.account, soaked.resident_mib
    grew = soaked.growth
    memory = f"{held[0]:.0f} MiB at first, {max(held):.0f} at the most, {held[-1]:.0f} at the end"
    return [
        f"{found.updates:,} updates, {found.nonsense} of nonsense, {found.set_aside} set aside",
        f"{found.messages:,} messages on screen, {found.repeats} of them sent again",
        f"{soaked.unanswered} times somebody gave up waiting and began anew",
        f"outbox: {', '.join(f'{many:,} {state}' for state, many in sorted(found.outbox.items()))}",
        f"faults: {', '.join(f'{many:,} {fault}' for fault, many in sorted(found.faults.items()))}",
        f"{memory}; " + ("too short to tell" if grew is None else f"grew by {grew:.1f} MiB"),
        f"wrong: {dict(found.wrong) or 'nothing'}",
    ]
