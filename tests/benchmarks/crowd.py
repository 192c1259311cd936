"""The clients: each sends something, waits for the reply, and sends again; all at the same time."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from bot.demo.journey import JOURNEY, Advance, Deed, Tap, Write
from tests.benchmarks.figures import Traffic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from bot.demo.journey import Scene
    from bot.demo.telegram import MessageView, Telegram
    from tests.benchmarks.worker import Asked

    Spent = Callable[[], float]
    """Gives the seconds of processor time that something has taken so far."""

ARRIVAL: Final = JOURNEY[:2]
"""Welcome and first goal: where a client stands before anything is measured."""
ROUTINE: Final = (
    (Write("/urge"), Tap("^6$"), Write("on the steps"), Tap("^4$")),
    (Write("/urge"), Tap("^7$"), Write("on the steps"), Tap("^5$")),
)
"""A check-in of six updates, by turns with one answer and another; each gets one reply.

This one is the client's to begin at any time; all others rest or take turns in the menu.
"""
REST: Final = (Write("mornings are worth it"), Tap("Just heard"))
LENGTH: Final = len(ROUTINE[0]) + len(REST)
"""Updates in one check-in."""
AT_ONCE: Final = 32
"""Who arrive together."""
PATIENCE: Final = 60.0
"""Seconds to wait for one reply."""


def _nothing() -> float:
    """Be the processor time of a database within the bot's own process."""
    return 0.0


@dataclass(slots=True)
class Person:
    """One client, with the app open."""

    telegram: Telegram
    id: int
    seen: deque[MessageView] = field(default_factory=deque)
    heard: asyncio.Queue[tuple[MessageView, float]] = field(default_factory=asyncio.Queue)
    turns: int = 0
    replies: int = 0

    def show(self, message: MessageView) -> None:
        """See a new message of the bot's."""
        self.replies += 1
        self.seen.append(message)
        self.heard.put_nowait((message, perf_counter()))

    async def arrive(self, scenes: Sequence[Scene]) -> None:
        """Play scenes of the demo's journey, answering by their cues."""
        for scene in scenes:
            cues = list(scene.cues)
            await self.do(scene.opens)
            while not _fits(scene.closes, text := (await self.hear())[0].text):
                cue = next((cue for cue in cues if _fits(cue.hears, text)), None)
                if cue is not None:
                    cues.remove(cue)
                    await self.do(cue.then)

    async def check_in(self) -> list[float]:
        """Play one check-in; give how long each reply took, in seconds."""
        return [await self.turn() for _ in range(LENGTH)]

    async def turn(self) -> float:
        """Do what comes next in the check-in; give how long the reply took, in seconds."""
        checkin, at = divmod(self.turns, LENGTH)
        began = perf_counter()
        doing = asyncio.create_task(self.do((ROUTINE[checkin % 2] + REST)[at]))
        _, shown = await self.hear()
        await doing
        self.turns += 1
        return shown - began

    async def hear(self, patience: float = PATIENCE) -> tuple[MessageView, float]:
        """Wait so many seconds at the most for what comes; give it, and when it was shown."""
        async with asyncio.timeout(patience):
            return await self.heard.get()

    async def do(self, deed: Deed) -> None:
        """Write, or tap a button of what was shown lately; raises LookupError without it."""
        match deed:
            case Write(text):
                await self.telegram.say(self.id, text)
            case Tap():
                message, data = self._button(deed)
                await self.telegram.press(self.id, message, data, PATIENCE)
            case Advance():
                raise ValueError("The clock stands still here.")

    def _button(self, tap: Tap) -> tuple[int, str]:
        while len(self.seen) > 8:  # older ones are scrolled away
            self.seen.popleft()
        for message in reversed(self.seen):
            for button in (one for row in message.buttons for one in row):
                if "data" in button and _fits(tap.label, button["text"]):
                    return message.id, button["data"]
        raise LookupError(tap.label)


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


def _fits(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None
