"""The road's own SQL: how fast the same statements run with nothing around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Bare, Statements
from tests.benchmarks.stores import BOTH, SQLITE, store
from tests.benchmarks.telegrams import TOKEN, town
from tests.benchmarks.worker import worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.crowd import Crowd
    from tests.benchmarks.ledger import Ledger
    from tests.benchmarks.stores import Store


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    clients: int = 64
    checkins: int = 4
    rounds: int = 3


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks."""
    for kind in BOTH:
        wanted = ledger.missing(f"sql/{kind}/{number + 1}" for number in range(size.rounds))
        if not wanted:
            continue
        async with store(kind) as place, town(size.clients) as (people, url):
            tell(f"{size.clients} clients arrive, {kind}")
            async with worker("stillwater_worker", str(place.folder), place.url, url, TOKEN):
                await people.arrive()
            for name in wanted:
                tell(f"{name}: the whole road, and its statements bare")
                ledger.put(name, await _round(size, kind, place, people, url))


async def _round(size: Size, kind: str, place: Store, people: Crowd, url: str) -> Statements:
    """Copy the store while nobody has it open, play, and run what that took on the copies.

    The road itself is timed after that, when nobody writes down what it does.
    """
    ways = ("ours", "plain") if kind == SQLITE else ("plain",)
    copies = {way: await place.copy(f"bench_{way}") for way in ways}
    async with worker("stillwater_worker", str(place.folder), place.url, url, TOKEN) as bot:
        await bot.ask("record")
        written = await people.load(bot, size.clients, size.checkins)
        await bot.ask("stop")
        ran = {
            way: Bare(**await bot.ask("replay", way, copies[way], written.updates)) for way in ways
        }
        durable = await people.load(bot, size.clients, size.checkins, place.spent)
    return Statements(durable, ran.get("ours"), ran["plain"])
