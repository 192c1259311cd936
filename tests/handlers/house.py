"""Real python-telegram-bot against the pretend Telegram, with a service that writes a diary."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.arrival import Arrival, Edited, Reaction, Sent, What, Wrote
from bot.demo.telegram import Telegram, serve
from bot.message import Button, Message, MessageId, Press
from handlers import WANTED
from handlers.application import build, make_bot
from handlers.buttons import Buttons
from handlers.card import HelpCard
from handlers.courier import BotCourier
from handlers.files import BotFiles
from handlers.handling import Handling
from handlers.intake import Intake
from handlers.patience import Pace
from handlers.processor import Processor
from handlers.transport import Transport
from storage.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.ports import Works
    from handlers.context import App

TOKEN = "7654321:CANARY-token-of-nobody"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON.replace(hour=13)
OURS = Buttons(bytes(range(32)))
"""Keys with the tags of this house."""
POISON = "CANARY poison"
CARDS = {"en": "People to call: 988"}
HURRY = Pace(rests=(0.0,), away=0.0)


class Clock:
    """Stands still an hour after Telegram's."""

    def now(self) -> datetime:
        return LATER


class Ear:
    """Hears one word."""

    def asks(self, text: str) -> bool:
        return text == "/help"

    def sounds(self, text: str) -> bool:
        return "urgent" in text


@dataclass
class Diary:
    """The service: writes down what happens, in the order it was over; chokes on poison."""

    works: Works
    toast: str = "kept"
    arrivals: list[Arrival] = field(default_factory=list)
    slowly: Callable[[Arrival], Any] | None = None
    fails: Callable[[Arrival], bool] = lambda arrival: said(arrival.what) == POISON
    tries: int = 0
    told: list[tuple[int, str]] = field(default_factory=list)

    async def happen(self, arrival: Arrival) -> Reaction:
        self.tries += 1
        assert arrival.update is not None
        if self.slowly is not None:
            await self.slowly(arrival)
        async with self.works() as work:
            if self.fails(arrival):
                raise LookupError(POISON)
            assert await work.inbox.done(arrival.update)
        self.arrivals.append(arrival)
        return Reaction(self.toast)

    async def left_out(self, update: int, chat: int, language: str) -> None:
        async with self.works() as work:
            assert await work.inbox.done(update)
        self.told.append((chat, language))

    @property
    def whats(self) -> list[What]:
        return [arrival.what for arrival in self.arrivals]

    @property
    def heard(self) -> list[str]:
        return [said(what) for what in self.whats]


def said(what: What) -> str:
    match what:
        case Wrote(text) | Edited(text) | Sent(caption=text):
            return text
        case _:
            return ""


@dataclass
class House:
    """All of it, open."""

    telegram: Telegram
    store: MemoryStore
    diary: Diary
    app: App
    courier: BotCourier
    files: BotFiles
    intake: Intake
    processor: Processor
    aside: list[int]

    async def fetch(self) -> list[dict[str, Any]]:
        """Bring what Telegram holds into the inbox, as the poller does."""
        batch = list(self.telegram.updates.pending.values())
        await self.intake.keep(batch)
        self.telegram.updates.forget([one["update_id"] for one in batch])
        return batch

    async def settle(self) -> None:
        """Fetch, and wait until nothing is left to be handled."""
        await self.fetch()
        await self.until(lambda: self.processor.depth == 0)

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110 - it may be anything, and has no event
                await asyncio.sleep(0.001)

    async def open_rows(self) -> list[int]:
        async with self.store.works() as work:
            return [row.update for row in await work.inbox.waiting()]

    async def set_aside(self) -> list[int]:
        async with self.store.works() as work:
            return list(await work.inbox.set_aside())

    async def ask(self, chat: int, *buttons: Button, text: str = "How does that sit?") -> int:
        """Send a question with buttons; give its Telegram id."""
        return (await self.courier.deliver(message(chat, text, buttons=(buttons,)))).telegram_id


def message(chat: int, text: str = "Hello", **more: Any) -> Message:  # noqa: ANN401 - Message's own fields
    return replace(Message(MessageId("0" * 32), chat, text, NOON), **more)


def button(label: str, action: str, argument: str = "") -> Button:
    return Button(label, Press(action, argument))


@asynccontextmanager
async def a_house(pace: Pace = HURRY) -> AsyncIterator[House]:
    telegram = Telegram(None, lambda: NOON, TOKEN)
    telegram.updates.allow(WANTED)
    store = MemoryStore()
    diary = Diary(store.works)
    aside: list[int] = []
    async with serve(telegram) as serving:
        road = Transport(read_timeout=1.0)
        app = build(make_bot(TOKEN, road, api_base_url=serving.base_url), diary, OURS)
        await app.initialize()
        handling = Handling(app, HelpCard(app.bot, CARDS, Clock()), diary.left_out)
        processor = Processor(store.works, handling.handle, aside.append, pace)
        await processor.start()
        intake = Intake(store.works, processor, Clock(), Ear(), OURS)
        try:
            courier, files = BotCourier(app.bot, OURS), BotFiles(app.bot, road)
            yield House(telegram, store, diary, app, courier, files, intake, processor, aside)
        finally:
            await processor.stop(5)
            await app.shutdown()
