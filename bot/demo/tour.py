"""The tour: the whole journey is played against the running service, in the terminal.

Each person has a chat of their own, and what comes there while others play is heard later.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from rich.console import Console

from bot.demo.clock import ShiftedClock
from bot.demo.journey import JOURNEY, Advance, Deed, Follow, Scene, Tap, Write
from bot.demo.paper import Paper
from bot.demo.telegram import CannotDoThat, MessageView, Subscription, Telegram

_PATIENCE = 15.0
_ADVANCES = 20
_LOOK_AGAIN = 0.1
_SHOWS = frozenset({"message", "edited"})


class _Missed(Exception):  # noqa: N818 - what was waited for didn't come
    """Something the journey needs did not come in time; says what."""


async def tour(
    tg: Telegram,
    clock: ShiftedClock,
    moved: Callable[[], Awaitable[None]],
    next_prompt: Callable[[], Awaitable[datetime | None]],
    out: Console,
    *,
    counselor_link: Callable[[], Awaitable[str]] | None = None,
    journey: Sequence[Scene] = JOURNEY,
    patience: float = _PATIENCE,
) -> int:
    """Play the journey as people who are new; 0 if it was whole, 1 if something did not come.

    `moved`, `next_prompt` and `counselor_link` are those of `Stage`; `patience` is in real
    seconds, for each wait.
    """
    paper = Paper(out)
    people = {name: tg.add_person(name).id for name in dict.fromkeys(one.who for one in journey)}
    with ExitStack() as chats:
        players = {
            name: _Player(
                *(tg, clock, moved, next_prompt, counselor_link, paper, people, person),
                chats.enter_context(tg.subscribe()),
                patience,
            )
            for name, person in people.items()
        }
        try:
            for scene in journey:
                await players[scene.who].play(scene)
        except _Missed as missed:
            paper.missed(str(missed))
            return 1
    paper.done()
    return 0


@dataclass(slots=True)
class _Player:
    tg: Telegram
    clock: ShiftedClock
    moved: Callable[[], Awaitable[None]]
    next_prompt: Callable[[], Awaitable[datetime | None]]
    counselor_link: Callable[[], Awaitable[str]] | None
    paper: Paper
    people: Mapping[str, int]
    person: int
    changes: Subscription
    patience: float
    ahead: list[MessageView] = field(default_factory=list)
    """Heard while a deed was under way, not answered yet."""
    read: dict[int, str] = field(default_factory=dict)
    """What each message said last: of an answered question only its keys become its answer."""

    async def play(self, scene: Scene) -> None:
        self.paper.scene(scene.title)
        await self._do(scene.opens)
        cues = list(scene.cues)
        while True:
            wanted = " | ".join([scene.closes, *(cue.hears for cue in cues)])
            message = await self._hear(f"waited for a message like: {wanted}")
            if _fits(scene.closes, message.text):
                return
            cue = next((cue for cue in cues if _fits(cue.hears, message.text)), None)
            if cue is not None:
                cues.remove(cue)
                await self._do(cue.then)

    async def _hear(self, wanted: str) -> MessageView:
        """Give the bot's next message to this person, or one that says something else by now."""
        if self.ahead:
            return self.ahead.pop(0)
        try:
            async with asyncio.timeout(self.patience):
                async for change in self.changes:
                    seen = change.message if change.kind in _SHOWS else None
                    if seen and seen.from_bot and change.person_id == self.person:
                        before = self.read.get(seen.id)
                        self.read[seen.id] = seen.text
                        if before is None or seen.buttons or not seen.text.startswith(before):
                            self.paper.heard(seen)
                            return seen
        except TimeoutError:
            pass
        raise _Missed(wanted)

    async def _do(self, deed: Deed) -> None:
        match deed:
            case Write(text):
                self.paper.said(text)
                await self.tg.say(self.person, text)
            case Tap():
                await self._tap(deed)
            case Advance():
                await self._advance()
            case Follow(whose):
                await self._follow(await self._link(whose))

    async def _link(self, whose: str) -> str:
        if whose:
            texts = [seen.text for seen in self.tg.chat(self.people[whose]) if seen.from_bot]
            found = re.findall(r"https://t\.me/\S+", "\n".join(texts))
            if found:
                return str(found[-1])
        elif self.counselor_link is not None:
            return await self.counselor_link()
        raise _Missed("there is no link to open")

    async def _follow(self, link: str) -> None:
        self.paper.opened(link)
        (payload,) = parse_qs(urlsplit(link).query)["start"]
        await self.tg.open_link(self.person, payload)

    async def _tap(self, tap: Tap) -> None:
        message, data, label = _button(self.tg.chat(self.person), tap)
        self.paper.tapped(label)
        try:
            answer = await self.tg.press(self.person, message.id, data)
        except CannotDoThat as gone:
            raise _Missed(f"the button “{label}” could not be pressed: {gone}") from gone
        self.paper.answered(answer.text if answer else "")

    async def _advance(self) -> None:
        for _ in range(_ADVANCES):
            now, planned = self.clock.now(), await self._planned()
            if planned > now:
                self.clock.shift(planned - now)
                self.paper.moved(planned - now)
            await self.moved()
            try:
                self.ahead.append(await self._hear("waited for a prompt"))
            except _Missed:
                continue  # it was for somebody else
            return
        raise _Missed(f"no prompt came in {_ADVANCES} moves of the clock")

    async def _planned(self) -> datetime:
        try:
            async with asyncio.timeout(self.patience):
                while (planned := await self.next_prompt()) is None:  # noqa: ASYNC110 - it is asked, not told
                    await asyncio.sleep(_LOOK_AGAIN)
        except TimeoutError as never:
            raise _Missed("no prompt was planned") from never
        return planned


def _fits(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None


def _button(chat: Sequence[MessageView], tap: Tap) -> tuple[MessageView, str, str]:
    """Find the button: its message, data and label."""
    shown = [seen for seen in reversed(chat) if seen.from_bot and seen.buttons and not seen.deleted]
    for seen in shown:
        for button in (one for row in seen.buttons for one in row):
            if "data" in button and _fits(tap.label, button["text"]):
                return seen, button["data"], button["text"]
    if shown:
        keys = [one for row in shown[0].buttons for one in row if "data" in one]
        if -len(keys) <= tap.position < len(keys):
            return shown[0], keys[tap.position]["data"], keys[tap.position]["text"]
    raise _Missed(f"no button like “{tap.label}”")
