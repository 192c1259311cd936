"""A town: people, the Telegram they write in, and the service that is struck again and again."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.demo.telegram import Telegram
from storage.masterkey import new_master_key
from tests.faults.books import AT_REST, ask, instant, lapse, one
from tests.faults.judge import Ledger, Verdict, judge
from tests.faults.people import Settler, client_of, settle_in
from tests.faults.person import Person
from tests.journeys.kill_life import TOKEN, Home, Life
from tests.journeys.kill_telegram import Phase, Watch, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Sequence
    from pathlib import Path
    from random import Random

_NEXT: Final = "SELECT min(due_at) FROM timers WHERE kind = 'prompt'"
_FIRST: Final = "SELECT min(due_at) FROM timers"
_PLANNED: Final = "SELECT id, client, due_at FROM occurrences WHERE state = 'planned'"
_CAME: Final = "SELECT count(*) FROM inbox WHERE state = 'waiting'"
_UNHEARD: Final = """SELECT client FROM conversations
WHERE script = 'heard' AND status = 'waiting' AND turn = 1"""
_PATIENT: Final = 8.0
_LOOK: Final = 0.05
_BACKOFF: Final = timedelta(seconds=10)
_LONGEST: Final = timedelta(minutes=30)
_AT_ONCE: Final = timedelta()
REST: Final = 90.0
"""Real seconds in which a town that nobody strikes any more comes to rest."""


@dataclass(frozen=True, slots=True)
class Town:
    """People, their Telegram, and what the service that serves them is made of."""

    home: Home
    tg: Telegram
    watch: Watch
    people: Sequence[Person]
    ledger: Ledger = field(default_factory=Ledger)
    alone: bool = True
    """Whether one process serves it; then what that lost in a transaction may lapse at once."""
    living: list[Life] = field(default_factory=list)
    """The processes that serve it, where whoever strikes needs to know."""

    def be_patient(self) -> None:
        """Let everybody wait longer: a store that was away is asked again only after a while."""
        for person in self.people:
            person.patience = _PATIENT

    async def up(self) -> None:
        """Wait until somebody polls."""
        polls = asyncio.Event()

        def heard(method: str, phase: Phase) -> bool:
            if (method, phase) == ("getUpdates", Phase.ARRIVED):
                polls.set()
            return False

        self.watch.tell = heard
        async with asyncio.timeout(REST):
            await polls.wait()

    async def talk(self, cycles: int) -> None:
        """Let everybody say so many things, all at once, until all of it is kept.

        Of words that nobody said what to do with nothing is left after half a day, as promised.
        """
        await _all([self._say(person, cycles) for person in self.people])
        while unheard := await self._unheard():
            await _all([self._say(person, 1) for person in unheard])

    async def _say(self, person: Person, cycles: int) -> None:
        for _ in range(cycles):
            await person.cycle()

    async def _unheard(self) -> Sequence[Person]:
        """Give who was asked what their words are, and has not answered that."""
        await self._handled()
        waiting = {str(client) for (client,) in await ask(self.home, _UNHEARD)}
        return [person for person in self.people if client_of(person.id) in waiting]

    async def _handled(self) -> None:
        await self.tg.settled(REST)
        async with asyncio.timeout(REST):
            while await one(self.home, _CAME):  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(_LOOK)

    async def due(self) -> dict[str, int]:
        """Move the clock to the next prompts; give them, which are owed from now on."""
        at = instant(await one(self.home, _NEXT))
        owed = {
            str(id_): int(str(client), 16)
            for id_, client, due in await ask(self.home, _PLANNED)
            if instant(due) <= at
        }
        self.ledger.promised.update(owed)
        self.home.clock.shift(max(timedelta(), at - self.home.clock.now()))
        return owed

    async def meet(self, owed: dict[str, int]) -> None:
        """Let everybody have the prompts that are owed to them, or give up waiting."""
        async with asyncio.timeout(REST):
            while await self._ticks():
                await asyncio.sleep(_LOOK)
                await lapse(self.home, "timers")
        theirs = {
            person: [id_ for id_, of in owed.items() if of == person.id] for person in self.people
        }
        await _all([person.meet(prompts) for person, prompts in theirs.items()])

    async def _ticks(self) -> bool:
        first = await one(self.home, _FIRST)
        return first is not None and instant(first) <= self.home.clock.now()

    async def rest(self) -> None:
        """Wait until all that came in was handled, all that is due has happened, and all has left.

        The clock goes on meanwhile, past the pauses between two tries.
        """
        await self.tg.settled(REST)
        waited = timedelta()
        async with asyncio.timeout(REST):
            while await self._ticks() or not await one(self.home, AT_REST):
                await asyncio.sleep(_LOOK)
                if self.alone:
                    await lapse(self.home, "timers", "outbox")
                if waited < _LONGEST:
                    waited += _BACKOFF
                    self.home.clock.shift(_BACKOFF)

    def _write_down(self) -> None:
        """Leave what everybody saw beside the store, for whoever looks into it."""
        lines = [
            f"{person.id} {seen.id} {seen.date:%H:%M:%S} {seen.sender} {seen.text!r} {seen.buttons}"
            for person in self.people
            for seen in self.tg.chat(person.id)
        ]
        (self.home.folder / "chats").write_text("\n".join(lines), "utf-8")

    async def judged(self) -> Verdict:
        """Judge a service that has ended, all at rest."""
        for person in self.people:
            await person.catch_up()
        verdict = await judge(self.home, self.tg, self.people, self.ledger)
        if not verdict.clean:
            self._write_down()
        return verdict


async def _all(every: Sequence[Coroutine[Any, Any, None]]) -> None:
    async with asyncio.TaskGroup() as group:
        for each in every:
            group.create_task(each)


@asynccontextmanager
async def town(
    folder: Path,
    settlers: Sequence[Settler],
    dice: Random,
    store: str = "",
    watch: Watch | None = None,
    began: timedelta = _AT_ONCE,
    disk: Path | None = None,
    *,
    alone: bool = True,
    posts: str = "",
) -> AsyncIterator[Town]:
    """Found a town in a new folder; `store` is the URL of another store than a file there.

    `disk` is another folder for that file, `began` how long after all others it was founded, and
    `posts` where its Telegram posts instead of being polled.
    """
    folder.mkdir(parents=True)  # noqa: ASYNC240 - a folder is made at once
    new_master_key(folder / "master.key")
    watch, since = watch or Watch(), time.monotonic()
    tg = Telegram(None, Home(folder, "", since).clock.now, TOKEN)
    async with served(tg, watch) as url:
        home = Home(folder, url, since, store=store, disk=disk, posts=posts)
        home.clock.shift(began)
        people = await settle_in(home, tg, settlers)
        yield Town(
            home,
            tg,
            watch,
            [Person(tg, home.clock, dice, person) for person in people],
            alone=alone,
        )
