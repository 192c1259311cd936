"""Rounds in which PostgreSQL itself is struck, beneath a service that lives through it all."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, suppress
from random import Random
from typing import TYPE_CHECKING, Final

from tests.faults.books import lapse
from tests.faults.figures import Figures
from tests.faults.fires import CYCLES, DAYS, PEOPLE, killed
from tests.faults.people import Settler
from tests.faults.server import a_server
from tests.faults.town import town
from tests.journeys.kill_life import Life
from tests.journeys.kill_telegram import Phase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from tests.faults.town import Town

_UP: Final = 60.0


async def killed_on_it(folder: Path, seed: int) -> Figures:
    """Kill the service with SIGKILL, on PostgreSQL."""
    with a_server() as server:
        return await killed(folder, seed, server.new())


async def stopped_at_once(
    folder: Path, seed: int, *, days: int = DAYS, cycles: int = CYCLES
) -> Figures:
    """Stop the server as a crash does, and start it again."""
    dice = Random(seed)  # noqa: S311 - keeps no secret, and is to be had again
    with a_server() as server:

        async def blow(_: Town) -> None:
            await asyncio.to_thread(server.stop_at_once)
            await asyncio.sleep(dice.choice((0.0, dice.uniform(0, 1))))
            await asyncio.to_thread(server.start)

        return await _storm(folder, dice, server.new(), blow, "immediate stops", days, cycles)


async def cut(folder: Path, seed: int, *, days: int = DAYS, cycles: int = CYCLES) -> Figures:
    """Cut every connection there is."""
    dice = Random(seed)  # noqa: S311 - as above
    with a_server() as server:

        async def blow(of: Town) -> None:
            await asyncio.to_thread(server.cut, of.home.store)

        return await _storm(folder, dice, server.new(), blow, "cuts", days, cycles)


async def _storm(
    folder: Path,
    dice: Random,
    store: str,
    blow: Callable[[Town], Awaitable[None]],
    name: str,
    days: int,
    cycles: int,
) -> Figures:
    figures = Figures()
    async with town(folder, [Settler()] * PEOPLE, dice, store) as place:
        place.be_patient()
        life = Life(place.home)
        try:
            async with _blowing(place, dice, blow, name, figures):
                for _ in range(days):
                    await place.talk(cycles)
                    await place.meet(await place.due())
            await _calm(place, life)
            life = Life(place.home)  # what the old one held when it lost the store is free by now
            await place.up()
            await _calm(place, life)
        finally:
            life.kill()
        return figures.found(await place.judged())


async def _calm(place: Town, life: Life) -> None:
    """Let a life end in peace, and its leases lapse."""
    await place.rest()
    life.ask()
    code = await life.ended(_UP)
    assert code == 0, f"The service ended with {code}: see its log"
    await lapse(place.home)


@asynccontextmanager
async def _blowing(
    place: Town,
    dice: Random,
    blow: Callable[[Town], Awaitable[None]],
    name: str,
    figures: Figures,
) -> AsyncIterator[None]:
    """Let it blow now and then for as long as the block lasts."""
    spoke, over = asyncio.Event(), asyncio.Event()

    def tell(method: str, phase: Phase) -> bool:
        if (method, phase) == ("sendMessage", Phase.ARRIVED):
            spoke.set()
        return False

    async def on() -> None:
        while not await _within(dice.uniform(0.3, 2.5), over):
            place.ledger.in_flight += len(place.people)  # one message a chat, at the most
            await blow(place)
            figures.counts[name] += 1
            spoke.clear()
            again = time.monotonic()
            if await _within(_UP, spoke) and not over.is_set():
                figures.tell("speaking again", time.monotonic() - again)

    await place.up()  # one whose store is away as it starts leaves it to systemd
    place.watch.tell = tell
    blowing = asyncio.create_task(on())
    try:
        yield
    finally:
        over.set()
        spoke.set()
        await blowing


async def _within(seconds: float, event: asyncio.Event) -> bool:
    """Wait for it no longer than so many seconds, and say whether it happened."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await event.wait()
    return False
