"""Somebody in town: writes, says what it was, leaves out prompts; and never doubts being heard.

They do each deed once, and wait for the bot only so long: whoever hears nothing writes something
else, as people do. What they said and saw is the ledger that the judge holds the store to.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.message import Answering, Press
from tests.journeys.kill_client import said as says

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from random import Random

    from bot.demo.clock import ShiftedClock
    from bot.demo.telegram import MessageView, Subscription, Telegram
    from bot.message import Does

MARK: Final = "This may have reached you already:"
BREATH: Final = timedelta(seconds=5)
"""Between two deeds by the service's clock, so that its rates are at rest."""
PATIENCE: Final = 4.0
"""Real seconds until somebody writes something else."""
TRIES: Final = 25
_HASTE: Final = 0.05


class Person:
    """One client of the town."""

    def __init__(self, tg: Telegram, clock: ShiftedClock, dice: Random, person: int) -> None:
        self.id = person
        self.said: list[str] = []
        """What they wrote, in order."""
        self.came: Counter[str] = Counter()
        """Prompts that were there, by their ids; not counting what was marked as a repeat."""
        self.patience = PATIENCE
        self.when: dict[str, datetime] = {}
        """When each prompt came first, by Telegram's clock."""
        self.changed: set[int] = set()
        """Messages of the bot's that it changed later, by Telegram's ids."""
        self._tg = tg
        self._clock = clock
        self._dice = dice
        self._done: set[object] = set()
        self._kept: set[object] = set()
        self._changes: Subscription = tg.subscribe()

    async def cycle(self) -> None:
        """Say something and have it kept; AssertionError if that never comes to its end."""
        await self._write()
        for _ in range(TRIES):
            seen = await self._hear(self.patience)
            if seen is None:
                await self._write()
            elif await self._answer(seen):
                return
        chat = [seen.text for seen in self._tg.chat(self.id)[-3:]]
        raise AssertionError(f"Never heard; the chat ends with {chat}")

    async def meet(self, prompts: Collection[str]) -> None:
        """Leave out each of these prompts as it comes, for as long as there is patience."""
        while not set(prompts) <= self._done:
            seen = await self._hear(2 * self.patience)
            if seen is None:
                return
            await self._answer(seen)

    async def catch_up(self) -> None:
        """See what came meanwhile, and do nothing about it."""
        while await self._hear(0.01) is not None:
            pass

    def _note(self, seen: MessageView) -> None:
        for does in dict.fromkeys(does for _, does in keys(seen)):
            if isinstance(does, Press) and does.action == "not-today":
                self.when.setdefault(does.argument, seen.date)
                self.came[does.argument] += not seen.text.startswith(MARK)

    async def _write(self) -> None:
        self._clock.shift(BREATH)
        text = f"pancakes on day {len(self.said)} of robin {self.id}"
        self.said.append(text)
        await self._tg.say(self.id, text)

    async def _answer(self, seen: MessageView) -> bool:
        """Do what there is to do about a message; say whether that ends what they wanted kept."""
        for data, does in keys(seen):
            match does:
                case Answering(conversation, turn, "note"):
                    await self._press(seen, data, (conversation, turn))
                    return False
                case Answering(conversation, turn, "heard"):
                    if (conversation, turn) in self._kept:
                        return False  # it has come again, and is about something kept before
                    self._kept.add((conversation, turn))
                    if self._dice.random() < 0.5:
                        await self._press(seen, data, (conversation, turn))
                    return True
                case Press("not-today", argument):
                    await self._press(seen, data, argument)
                    return False
                case _:
                    pass
        return False

    async def _press(self, seen: MessageView, data: str, about: object) -> None:
        if about in self._done:
            return
        self._done.add(about)
        await asyncio.sleep(self._dice.choice((0.0, self._dice.uniform(0, _HASTE))))
        self._clock.shift(BREATH)
        await self._tg.press(self.id, seen.id, data, timeout=0, stale=True)

    async def _hear(self, patience: float) -> MessageView | None:
        try:
            async with asyncio.timeout(patience):
                async for change in self._changes:
                    seen = change.message
                    if seen is None or not seen.from_bot or change.person_id != self.id:
                        continue
                    if change.kind == "message":
                        self._note(seen)
                        return seen
                    self.changed.add(seen.id)
        except TimeoutError:
            pass
        return None


def keys(seen: MessageView) -> list[tuple[str, Does]]:
    """Give the buttons of a message that do something: their data and what it says."""
    every = [button["data"] for row in seen.buttons for button in row if "data" in button]
    return [(data, does) for data in every if (does := says(data)) is not None]
