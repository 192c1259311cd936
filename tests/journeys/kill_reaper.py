"""The reaper: ends one life after another at random moments, and begins the next.

A moment is a delay from the start of a life, from the nth Bot API call of a method having arrived,
been carried out or been answered, or from the knock at which a prompt falls due. A message is
struck in flight once only, since one repeat is what is promised.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from signal import SIGKILL, SIGTERM
from typing import TYPE_CHECKING, Final

from bot.running import KNOCK
from tests.journeys.kill_life import Life
from tests.journeys.kill_telegram import Phase

if TYPE_CHECKING:
    from random import Random

    from tests.journeys.kill_life import Home
    from tests.journeys.kill_telegram import Watch

HELLO: Final = "getMe"
ASKS: Final = "getUpdates"
SENDS: Final = "sendMessage"
_CALLS: Final = (ASKS, SENDS, "editMessageText", "answerCallbackQuery")
_IN_FLIGHT: Final = "SELECT count(*) FROM outbox WHERE state = 'sending'"
_REPEATING: Final = """SELECT count(*) FROM outbox
WHERE state = 'sending' OR (repeats > 0 AND state IN ('pending', 'leased'))"""


@dataclass(frozen=True, slots=True)
class Moment:
    """When to strike: `delay` seconds after the nth call of a method came this far."""

    method: str = ""
    """Empty: after the start of the life."""
    nth: int = 1
    phase: Phase = Phase.ARRIVED
    delay: float = 0.0

    def __str__(self) -> str:
        if not self.method:
            return "starting"
        if self.delay >= KNOCK.total_seconds() / 2:
            return "ticking"
        return f"{self.method} {self.phase}{' and a little later' if self.delay else ''}"


def draw(dice: Random) -> Moment:
    """Draw any moment of receiving, deciding and sending."""
    if dice.random() < 0.1:
        return Moment(delay=dice.uniform(0, 0.5))
    if dice.random() < 0.1:
        return Moment(HELLO, 1, dice.choice(list(Phase)), dice.uniform(0, 0.05))
    delay = dice.choice((0.0, dice.uniform(0, 0.03)))
    return Moment(dice.choice(_CALLS), dice.randint(1, 3), dice.choice(list(Phase)), delay)


def knocking(dice: Random) -> Moment:
    """Draw a moment near the first knock of a life, at which what fell due meanwhile happens."""
    return Moment(ASKS, 1, Phase.ARRIVED, KNOCK.total_seconds() + dice.uniform(-0.01, 0.05))


@dataclass(slots=True)
class Tally:
    """What a reaper did."""

    kills: Counter[str] = field(default_factory=Counter)
    """By moment."""
    recoveries: list[float] = field(default_factory=list)
    """Seconds from the start of a life to its first poll."""
    endings: list[float] = field(default_factory=list)
    """Seconds from a blow to the end of that life."""


class Reaper:
    """Keeps the service alive, and ends it: with SIGKILL, or `gently` with SIGTERM."""

    latest = 1.2
    """Seconds of serving after which a life ends whose moment did not come; longer, the longer
    nothing was sent: on a busy machine no knock would ever be over in time."""
    patience = 30.0
    """Seconds within which a life that was struck ends, and the last one serves."""

    def __init__(self, home: Home, watch: Watch, dice: Random, *, gently: bool = False) -> None:
        self.tally = Tally()
        self._home = home
        self._dice = dice
        self._gently = gently
        self._life: Life | None = None
        self._moment = Moment()
        self._calls: Counter[tuple[str, Phase]] = Counter()
        self._spares = False
        self._ceased = False
        self._last = False
        self._serving = asyncio.Event()
        self._struck = 0.0
        self._ticks = 0
        self._idle = 0
        """Lives since a message left."""
        watch.tell = self._told

    async def reap(self) -> Life:
        """Let lives follow each other until the fire ceases; give the last one, serving."""
        while not self._ceased:
            self._moment = self._draw()
            life = self._begin()
            if not self._moment.method:
                self._later(self._moment.delay, life)
            code = await life.ended(self.patience)
            assert self._life is None, f"The service ended by itself with {code}: see its log"
            assert code in self._codes(), f"The service ended with {code}: see its log"
            self.tally.endings.append(time.monotonic() - self._struck)
            await self._buried()
            await asyncio.sleep(self._dice.choice((0.0, self._dice.uniform(0, 0.1))))
        self._last = True
        life = self._begin()
        async with asyncio.timeout(self.patience):
            await self._serving.wait()
        return life

    async def _buried(self) -> None:
        """Do what is to be done between two lives."""

    def end(self) -> None:
        """Leave nobody alive, whatever happened."""
        if self._life is not None:
            self._life.kill()

    def cease(self) -> None:
        """Strike once more, and then let live."""
        self._ceased = True
        if self._life is not None:
            self._moment = Moment()
            self._strike(self._life)

    def moving(self) -> None:
        """The clock moves to a prompt: kill the service before, and some lives as they tick."""
        self._ticks = self._dice.randint(1, 3)
        if self._life is not None:
            self._strike(self._life)

    def _begin(self) -> Life:
        self._calls.clear()
        self._spares = False
        self._serving.clear()
        self._life = Life(self._home)
        return self._life

    def _draw(self) -> Moment:
        if self._ticks:
            self._ticks -= 1
            return knocking(self._dice)
        return draw(self._dice)

    def _told(self, method: str, phase: Phase) -> bool:
        """Hear of a call; say whether it struck here."""
        life, moment = self._life, self._moment
        if life is None:
            return False
        self._calls[method, phase] += 1
        self._idle *= (method, phase) != (SENDS, Phase.TAKEN)
        nth = self._calls[method, phase]
        if (method, phase, nth) == (HELLO, Phase.ARRIVED, 1):
            self._on_its_feet()
        if (method, phase, nth) == (ASKS, Phase.ARRIVED, 1):
            self._serving.set()
            self.tally.recoveries.append(time.monotonic() - life.began)
            self._later(self.latest * (1 + self._idle / 4), life)
            self._idle += 1
        if self._last or (method, phase, nth) != (moment.method, moment.phase, moment.nth):
            return False
        if moment.delay:
            self._later(moment.delay, life)
            return False
        return self._strike(life)

    def _later(self, seconds: float, life: Life) -> None:
        asyncio.get_running_loop().call_later(seconds, self._strike, life)

    def _strike(self, life: Life) -> bool:
        """Kill it, unless it is dead already or has a repeat in flight: then a little later."""
        if life is not self._life or self._last:
            return False
        if self._is_spared():
            self._later(self._dice.uniform(0.01, 0.03), life)
            return False
        self._life = None
        self._struck = time.monotonic()
        self.tally.kills[str(self._moment)] += 1
        if self._gently:
            life.ask()
            return False  # it lives on for a while, and is answered
        life.kill()
        return True

    def _codes(self) -> frozenset[int]:
        """Give the exit codes of a struck life: before it said hello it may not listen yet."""
        if not self._gently:
            return frozenset({-SIGKILL})
        return frozenset({0}) if self._calls[HELLO, Phase.ARRIVED] else frozenset({0, -SIGTERM})

    def _on_its_feet(self) -> None:
        """Look whether the life before was struck with a message in flight."""
        self._spares = self._count(_IN_FLIGHT)

    def _is_spared(self) -> bool:
        """Say whether a repeat is in flight, which is struck a little later."""
        return self._spares and not self._gently and self._count(_REPEATING)

    def _count(self, query: str) -> bool:
        """Ask the store of a life that is on its feet."""
        with closing(sqlite3.connect(self._home.database)) as db:
            return bool(db.execute(query).fetchone()[0])
