"""The client of a journey: does each deed exactly once, and waits for the bot as long as need be.

Nothing is said twice and no button pressed twice, whatever becomes of the service: a client whose
words or taps were lost would wait in vain, and the journey fail. Questions are known by what their
buttons answer, never by their wording.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.interview.steps import SKIP, STOP
from bot.message import Answering, Press
from handlers import buttons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from random import Random

    from bot.demo.clock import ShiftedClock
    from bot.demo.telegram import MessageView, Subscription, Telegram
    from bot.message import Does

CHOICES: Final = (
    *("on", "read", "yes", "us", "america-new-york", "22-08"),  # the welcome
    *("words", "worth", "7", "still", "note"),  # check-ins
)
"""What is tapped, wherever it can be."""
SAYS: Final = (
    "drinking",
    "up for breakfast with the kids",
    "they stop asking if I'm tired",
    "mornings are worth it",
    "saturday, pancakes, no headache",
    "left after one, told dee first",
)
"""What is written to open questions, in order."""
_BREATH: Final = timedelta(seconds=5)
"""Between two deeds by the service's clock, so that its rate limits are at rest."""
_HASTE: Final = 0.05
_PATIENCE: Final = 30.0
_NEXT: Final = "SELECT min(due_at) FROM timers WHERE kind = 'prompt'"
_OPEN: Final = "SELECT count(*) FROM conversations WHERE status = 'waiting'"


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of the journey: a command or words, or none to move the clock to the next prompt.

    `taps` are what to tap in menus, `action` or `action argument`; `closes` is the action of a
    button whose coming ends it, without which it ends when no check-in is open any more.
    """

    opens: str = ""
    taps: tuple[str, ...] = ()
    closes: str = ""


JOURNEY: Final = (
    Scene("/start"),
    Scene("/checkin", taps=("begin importance",)),
    Scene(taps=("start",)),
    Scene("/mirror", closes="words"),
)


class Client:
    """One person, who hears and acts as a journey's scenes say."""

    def __init__(
        self, tg: Telegram, clock: ShiftedClock, database: Path, dice: Random, person: int
    ) -> None:
        self.id = person
        self.said: list[str] = []
        """Words, as against commands, in order."""
        self.choices: Sequence[str] = ("en", *CHOICES)
        self.says: Sequence[str] = SAYS
        self.moving: Callable[[], object] = lambda: None
        """Told that the clock is about to move to a prompt."""
        self._tg = tg
        self._clock = clock
        self._database = database
        self._dice = dice
        self.done: set[object] = set()
        """What was tapped or answered."""

    async def play(self, scenes: Sequence[Scene] = JOURNEY) -> None:
        """Live through the scenes; AssertionError names the one that did not go on."""
        with self._tg.subscribe() as changes:
            for scene in scenes:
                await self._scene(scene, changes)

    async def _scene(self, scene: Scene, changes: Subscription) -> None:
        if scene.opens:
            self._clock.shift(_BREATH)
            await self.write(scene.opens)
        else:
            self._to_the_next_prompt()
        begun = False
        while True:
            seen = await self._hear(changes, scene)
            keys = list(_keys(seen))
            if scene.closes and any(_pressed(does, scene.closes) for _, does in keys):
                return
            if not keys and begun and not scene.closes and not self._ask(_OPEN):
                return
            begun |= await self._answer(seen, keys, scene)

    async def _answer(
        self, seen: MessageView, keys: Sequence[tuple[str, Does]], scene: Scene
    ) -> bool:
        """Do what there is to do about a message, if it was not done about its like before."""
        data, about = self._choose(keys, scene)
        if about is None or about in self.done:
            return False
        self.done.add(about)
        await asyncio.sleep(self._dice.choice((0.0, self._dice.uniform(0, _HASTE))))
        self._clock.shift(_BREATH)
        if data:
            # The app's spinner may turn in vain when the service dies: nobody waits for it.
            await self._tg.press(self.id, seen.id, data, timeout=0)
        else:
            self.said.append(self.says[len(self.said)])
            await self.write(self.said[-1])
        return True

    def _choose(self, keys: Sequence[tuple[str, Does]], scene: Scene) -> tuple[str, object]:
        """Give the data to press (none: write) and what that is about (None: nothing to do)."""
        for data, does in keys:
            if any(_pressed(does, tap) for tap in scene.taps):
                return data, data
        answers = {does.option: (data, does) for data, does in keys if isinstance(does, Answering)}
        for option in (*self.choices, *answers):
            if option in answers and option not in {SKIP, STOP}:
                data, does = answers[option]
                return data, (does.conversation, does.turn)
        return "", next(((one.conversation, one.turn) for _, one in answers.values()), None)

    async def write(self, text: str) -> None:
        """Write a text."""
        await self._tg.say(self.id, text)

    async def _hear(self, changes: Subscription, scene: Scene) -> MessageView:
        try:
            async with asyncio.timeout(_PATIENCE):
                async for change in changes:
                    seen = change.message if change.kind == "message" else None
                    if seen and seen.from_bot and change.person_id == self.id:
                        return seen
        except TimeoutError:
            pass
        chat = [seen.text for seen in self._tg.chat(self.id)[-3:]]
        raise AssertionError(f"Waited in vain in {scene}; the chat ends with {chat}")

    def _to_the_next_prompt(self) -> None:
        due = datetime.fromisoformat(str(self._ask(_NEXT))).replace(tzinfo=UTC)
        self.moving()
        self._clock.set(due)

    def _ask(self, query: str) -> object:
        with closing(sqlite3.connect(self._database)) as db:
            return db.execute(query).fetchone()[0]


def _keys(seen: MessageView) -> list[tuple[str, Does]]:
    """Give the buttons of a message that do something: their data and what it says."""
    every = [button["data"] for row in seen.buttons for button in row if "data" in button]
    return [(data, does) for data in every if (does := said(data)) is not None]


def said(data: str) -> Does | None:
    """Read what a button says, past its tag: whoever sees it needs no key for that."""
    return buttons.meaning(f"{data[:1]}{data[1 + buttons.TAG :]}")


def _pressed(does: Does, what: str) -> bool:
    action, _, argument = what.partition(" ")
    return isinstance(does, Press) and does.action == action and argument in {"", does.argument}
