"""Equal replicas behind one address, on one PostgreSQL and this machine: what a second one adds."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.benchmarks.balancing import balanced
from tests.benchmarks.figures import Replicas
from tests.benchmarks.stores import POSTGRESQL, store
from tests.benchmarks.telegrams import TOKEN, town
from tests.benchmarks.worker import worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.crowd import Crowd
    from tests.benchmarks.ledger import Ledger
    from tests.benchmarks.stores import Store
    from tests.benchmarks.worker import Asked


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    replicas: Sequence[int] = (1, 2)
    clients: int = 64
    checkins: int = 4
    rounds: int = 3
    warm_up: float = 20.0
    """Seconds until replicas have counted each other and share what may be sent."""


@dataclass(frozen=True, slots=True)
class _All:
    """Several workers, asked together; of their processor time the sum is told."""

    workers: Sequence[Asked]

    async def ask(self, *what: object) -> dict[str, Any]:
        answers = [await worker.ask(*what) for worker in self.workers]
        return {"cpu": sum(answer["cpu"] for answer in answers)}


async def measure(size: Size, ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Measure what the ledger lacks: in each round one replica, then more."""
    rounds = range(1, size.rounds + 1)
    wanted = [(f"replicas/{many}/{number}", many) for number in rounds for many in size.replicas]
    if not ledger.missing(name for name, _ in wanted):
        return
    async with store(POSTGRESQL) as place, town(size.clients) as (people, url):
        for name, many in wanted:
            if ledger.missing([name]):
                tell(f"{name}: replicas, round")
                ledger.put(name, await _round(size, many, place, people, url))


async def _round(size: Size, many: int, place: Store, people: Crowd, url: str) -> Replicas:
    ports = [_free() for _ in range(many)]
    calls = people.telegram.calls
    asked = calls["setWebhook"]
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(balanced(ports))
        workers = []
        for port in ports:
            said = ("--posted", address, "--port", str(port), str(place.folder), place.url)
            serving = worker("stillwater_worker", *said, url, TOKEN)
            workers.append(await stack.enter_async_context(serving))
        while calls["setWebhook"] < asked + many:  # noqa: ASYNC110 - a counter, not an event
            await asyncio.sleep(0.01)
        if not people.people[0].replies:
            await people.arrive()
        if many > 1:
            await asyncio.sleep(size.warm_up)
        bots = _All(workers)
        traffic = await people.load(bots, size.clients, size.checkins, place.spent)
    spent = traffic.cpu_ms + traffic.telegram_cpu_ms + traffic.database_cpu_ms
    return Replicas(many, traffic, busy=spent * traffic.per_second / 1000)


def _free() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
