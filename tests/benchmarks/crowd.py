"""The clients: each sends something, waits for the reply, and sends again; all at the same time."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from statistics import quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figures import Traffic
from tests.benchmarks.person import ARRIVAL, Person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from bot.demo.telegram import Telegram
    from tests.benchmarks.worker import Asked

    Spent = Callable[[], float]
    """Gives the seconds of processor time that something has taken so far."""

AT_ONCE: Final = 32
"""Who arrive together."""


def _nothing() -> float:
    """Be the processor time of a database within the bot's own process."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody who talks to one bot."""

    telegram: Telegram
    people: Sequence[Person]

    async def arrive(self) -> None:
        """Let everybody become a client with a goal, a few at a time."""
        for first in range(0, len(self.people), AT_ONCE):
            few = self.people[first : first + AT_ONCE]
            await asyncio.gather(*(person.arrive(ARRIVAL) for person in few))

    async def load(
        self, worker: Asked, clients: int, checkins: int, database: Spent = _nothing
    ) -> Traffic:
        """Let so many of them play so many check-ins each, one update at a time."""
        chosen = self.people[:clients]

        async def play() -> list[float]:
            took = await asyncio.gather(*(_check_in(person, checkins) for person in chosen))
            return [one for each in took for one in each]

        return await self._measured(worker, clients, play, database)

    async def pace(
        self, worker: Asked, rate: float, seconds: float, seed: int, database: Spent = _nothing
    ) -> Traffic:
        """Let updates come at a rate, at random moments, from whoever waits for nothing.

        How long a reply took is counted from when the update was to come, so that what keeps
        others waiting counts.
        """

        async def play() -> list[float]:
            chance = Random(seed)  # noqa: S311 - when somebody writes is no secret
            free = asyncio.Queue[Person]()
            for person in self.people:
                free.put_nowait(person)
            due, end, turns = perf_counter(), perf_counter() + seconds, []
            while (due := due + chance.expovariate(rate)) < end:
                await asyncio.sleep(due - perf_counter())
                turns.append(asyncio.create_task(_turn(await free.get(), free, due)))
            return await asyncio.gather(*turns)

        return await self._measured(worker, len(self.people), play, database)

    async def _measured(
        self,
        worker: Asked,
        clients: int,
        play: Callable[[], Awaitable[list[float]]],
        database: Spent,
    ) -> Traffic:
        before = sum(person.replies for person in self.people)
        cpu, own, beside = (await worker.ask("usage"))["cpu"], process_time(), database()
        began = perf_counter()
        took = await play()
        seconds = perf_counter() - began
        await self.rest()
        spent = (await worker.ask("usage"))["cpu"] - cpu, process_time() - own
        cuts = quantiles(took, n=100, method="inclusive")
        return Traffic(
            clients=clients,
            updates=len(took),
            replies=sum(person.replies for person in self.people) - before,
            seconds=seconds,
            p50_ms=cuts[49] * 1000,
            p99_ms=cuts[98] * 1000,
            cpu_ms=spent[0] * 1000 / len(took),
            telegram_cpu_ms=spent[1] * 1000 / len(took),
            database_cpu_ms=(database() - beside) * 1000 / len(took),
        )

    async def rest(self) -> None:
        """Let whatever is still on its way arrive, a reply too many among it."""
        await asyncio.sleep(0.3)


async def _turn(person: Person, free: asyncio.Queue[Person], due: float) -> float:
    late = perf_counter() - due
    took = await person.turn()
    free.put_nowait(person)
    return late + took


async def _check_in(person: Person, times: int) -> list[float]:
    return [took for _ in range(times) for took in await person.check_in()]


@asynccontextmanager
async def crowd(telegram: Telegram, size: int) -> AsyncIterator[Crowd]:
    """Give so many people, who see what comes for as long as the block lasts."""
    people = {
        who.id: Person(telegram, who.id)
        for who in (telegram.add_person(f"Client {n}") for n in range(size))
    }
    with telegram.subscribe() as changes:

        async def watch() -> None:
            async for change in changes:
                message = change.message if change.kind == "message" else None
                if message is not None and message.from_bot and change.person_id in people:
                    people[change.person_id].show(message)

        watching = asyncio.create_task(watch())
        yield Crowd(telegram, list(people.values()))
    await watching
