"""The clients: each sends something, waits for the reply, and sends again; all at the same time."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from bot.demo.journey import JOURNEY, Advance, Deed, Tap, Write
from tests.benchmarks.figures import Traffic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.demo.journey import Scene
    from bot.demo.telegram import MessageView, Telegram
    from tests.benchmarks.worker import Worker

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
PATIENCE: Final = 60.0
"""Seconds to wait for one reply."""


@dataclass(slots=True)
class Person:
    """One client, with the app open."""

    telegram: Telegram
    id: int
    seen: deque[MessageView] = field(default_factory=deque)
    heard: asyncio.Queue[tuple[MessageView, float]] = field(default_factory=asyncio.Queue)
    checkins: int = 0
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
            await self._do(scene.opens)
            while not _fits(scene.closes, text := (await self._hear())[0].text):
                cue = next((cue for cue in cues if _fits(cue.hears, text)), None)
                if cue is not None:
                    cues.remove(cue)
                    await self._do(cue.then)

    async def check_in(self) -> list[float]:
        """Play one check-in; give how long each reply took, in seconds."""
        took = []
        for deed in ROUTINE[self.checkins % 2] + REST:
            began = perf_counter()
            doing = asyncio.create_task(self._do(deed))
            _, shown = await self._hear()
            took.append(shown - began)
            await doing
        self.checkins += 1
        return took

    async def _hear(self) -> tuple[MessageView, float]:
        async with asyncio.timeout(PATIENCE):
            return await self.heard.get()

    async def _do(self, deed: Deed) -> None:
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

    people: Sequence[Person]

    async def arrive(self) -> None:
        """Let everybody become a client with a goal."""
        await asyncio.gather(*(person.arrive(ARRIVAL) for person in self.people))

    async def load(self, worker: Worker, clients: int, checkins: int) -> Traffic:
        """Let so many of them play so many check-ins each, one update at a time."""
        chosen = self.people[:clients]
        before = sum(person.replies for person in chosen)
        cpu, own, began = (await worker.ask("usage"))["cpu"], process_time(), perf_counter()
        took = await asyncio.gather(*(_check_in(person, checkins) for person in chosen))
        seconds = perf_counter() - began
        await self.rest()
        updates = sum(map(len, took))
        spent = (await worker.ask("usage"))["cpu"] - cpu, process_time() - own
        cuts = quantiles([one for each in took for one in each], n=100, method="inclusive")
        return Traffic(
            clients=clients,
            updates=updates,
            replies=sum(person.replies for person in chosen) - before,
            seconds=seconds,
            p50_ms=cuts[49] * 1000,
            p99_ms=cuts[98] * 1000,
            cpu_ms=spent[0] * 1000 / updates,
            telegram_cpu_ms=spent[1] * 1000 / updates,
        )

    async def rest(self) -> None:
        """Let whatever is still on its way arrive, a reply too many among it."""
        await asyncio.sleep(0.3)


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
        yield Crowd(list(people.values()))
    await watching


def _fits(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None
