"""One client of a crowd: the app open, something to do next, and eyes for what comes."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.demo.journey import JOURNEY, Advance, Deed, Tap, Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo.journey import Scene
    from bot.demo.telegram import MessageView, Telegram

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


def _fits(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None
