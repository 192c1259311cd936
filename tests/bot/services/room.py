"""A room to try the services in: the memory store, a clock to move, one chat or several.

What the bot sends is delivered at once, with Telegram ids that rise as real ones do, so that
taps and words can be told to belong to what was on screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.arrival import Arrival, Command, File, Reaction, Sent, Tapped, Thing, What, Wrote
from bot.interview import phrases
from bot.interview.library import library
from bot.message import Delivered, Press
from bot.people import Counselor, CounselorId, Standing
from bot.places import Towns
from bot.places.zips import Zips
from bot.ports import Received
from bot.safety import lexicon, reading
from bot.safety.assess import Rules
from bot.schedule.occurrences import State
from bot.screens.phone import OPEN
from bot.services import fates
from bot.services.converse import Converse
from bot.services.house import House
from bot.services.tick import Tick
from bot.services.voice import Voice
from storage.memory import MemoryStore
from tests.bot.services.bubble import Bubble, chosen_by
from tests.bot.services.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.interview.conversation import Conversation
    from bot.interview.script import Script
    from bot.interview.words import KeptWords
    from bot.message import Button, Message
    from bot.people import Client
    from bot.schedule.occurrences import Occurrence

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten in the morning in New York."""
ANN, BEN = 11, 12
"""Chats of clients."""
DANA, ELI = 21, 22
"""Chats of counselors."""
WELCOME = ("en", "on", "read", "yes", "yes", "us", "america-new-york", "22-08")
PLAN = (files("bot") / "schedule" / "templates" / "simple.toml").read_text("utf-8")


@dataclass
class Clock:
    """Stands until it is moved."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at


@dataclass
class Room:
    """The services over one memory store."""

    clock: Clock = field(default_factory=Clock)
    store: MemoryStore = field(default_factory=MemoryStore)
    post: Post = field(default_factory=Post)
    library: Mapping[str, Script] = field(default_factory=library)
    plan: str = PLAN
    bubbles: dict[int, Bubble] = field(default_factory=dict)
    deletions: list[Message] = field(default_factory=list)
    """What was taken back."""
    menus: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """The menus that single chats have for their own."""
    opens: bool = True
    """Whether clients open at once what is kept back behind a plain line."""
    failures: list[tuple[str, Exception]] = field(default_factory=list)
    updates: Iterator[int] = field(default_factory=lambda: count(1))
    messages: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.house = House(
            works=self.store.works,
            clock=self.clock,
            voice=Voice(phrases.packaged()),
            library=self.library,
            rules=Rules(lexicon.packaged()),
            people=reading.packaged(),
            places=Towns(),
            where=Zips(),
            plan=self.plan,
            key=bytes(32),
            wake=lambda: None,
            report=lambda what, error: self.failures.append((what, error)),
            username=lambda: "stillwater_bot",
            files=self.post,
        )
        self.converse = Converse(self.house)
        self.tick = Tick(self.house)

    async def happen(
        self, what: What, chat: int = ANN, message: int | None = None, *, deliver: bool = True
    ) -> Reaction:
        """Let something arrive by way of the inbox, and deliver what comes of it."""
        self.clock.at += timedelta(seconds=1)  # no two things are of one instant
        update = next(self.updates)
        async with self.store.works() as work:
            await work.inbox.add([Received(update, chat, "{}", self.clock.now())])
        if message is None and not isinstance(what, Tapped):
            message = next(self.messages)
        arrival = Arrival(chat, self.clock.now(), what, update, message, "Ann", "en")
        reaction = await self.converse.happen(arrival)
        if deliver:
            await self.deliver()
        return reaction

    async def write(self, text: str, chat: int = ANN, *, deliver: bool = True) -> Reaction:
        return await self.happen(Wrote(text), chat, deliver=deliver)

    async def send(
        self, name: str, content: bytes, chat: int = DANA, caption: str = ""
    ) -> Reaction:
        """Send a file."""
        id_ = f"document-{len(self.post.files)}"
        self.post.files[id_] = content
        sent = Sent(Thing.FILE, caption, File(id_, name, len(content)))
        return await self.happen(sent, chat)

    async def give(self, command: str, chat: int = ANN) -> Reaction:
        return await self.happen(Command(command), chat)

    async def tap(self, which: str, chat: int = ANN) -> Reaction:
        """Tap the newest button with this label, or that answers this option or choice."""
        for bubble in reversed(self.on_screen(chat)):
            for label, button in bubble.keys.items():
                if which in {label, chosen_by(button)}:
                    return await self.press(bubble, button)
        raise LookupError(which)

    async def begin(self, title: str, chat: int = ANN) -> None:
        """Begin a check-in from the menu, and from the list of all of them if need be."""
        await self.give("checkin", chat)
        for key in ("All check-ins", *["More"] * 9):
            if title in self.last(chat).keys:
                break
            await self.tap(key, chat)
        await self.tap(title, chat)

    async def press(self, bubble: Bubble, button: Button, chat: int | None = None) -> Reaction:
        tapped = Tapped(button.does, bubble.text, button.label)
        return await self.happen(tapped, chat or bubble.chat, bubble.id)

    async def pass_(self, time: timedelta = timedelta()) -> int:
        """Let time go by, and everything due happen."""
        self.clock.at += time
        woken = await self.tick.tick()
        await self.deliver()
        return woken

    async def deliver(self) -> None:
        """Put all that waits on screen, in order, and what is kept back where they open it."""
        while True:
            async with self.store.works() as work:
                leased = await work.outbox.lease(self.clock.now(), 100, timedelta(minutes=1))
                for out in leased:
                    await work.outbox.sending(out.message.id)
                    shown = Delivered(self._show(out.message), self.clock.now())
                    await fates.land(work, out, shown, self.clock.now())
                    whose = out.message.client
                    if self.opens and whose is not None and _opens(out.message):
                        await work.outbox.release(whose, self.clock.now())
            if not leased:
                return

    def _show(self, message: Message) -> int:
        if message.menu:
            self.menus[message.chat] = message.menu
        if message.deletes:
            self.deletions.append(message)
            for id_ in message.deletes:
                self.bubbles.pop(id_, None)
            return max(message.deletes)
        if message.edits is None:
            id_ = next(self.messages)
            self.bubbles[id_] = Bubble(id_, message.chat, message.text, message.buttons, message)
            return id_
        if message.edits not in self.bubbles:  # it was deleted: Telegram refuses, and that is all
            return message.edits
        bubble = self.bubbles[message.edits]
        bubble.text, bubble.buttons = message.text or bubble.text, message.buttons
        return message.edits

    def on_screen(self, chat: int = ANN) -> list[Bubble]:
        return [bubble for bubble in self.bubbles.values() if bubble.chat == chat]

    def texts(self, chat: int = ANN) -> list[str]:
        return [bubble.text for bubble in self.on_screen(chat)]

    def last(self, chat: int = ANN) -> Bubble:
        return self.on_screen(chat)[-1]

    def say(self, id_: str) -> str:
        """Give a shared phrase in English."""
        return phrases.packaged()("en", id_)

    async def client(self, chat: int = ANN) -> Client:
        async with self.store.works() as work:
            found = await work.clients.by_chat(chat)
        assert found is not None
        return found

    async def counselor(
        self,
        name: str = "Dana",
        chat: int = DANA,
        zone: str = "America/New_York",
        **fields: Any,  # noqa: ANN401 - Counselor's own fields
    ) -> Counselor:
        """Let there be a counselor who has settled in; `fields` are others of Counselor's."""
        id_ = CounselorId(uuid4().hex)
        made = Counselor(id_, chat, self.clock.now(), name, zone=zone, settled=True)
        async with self.store.works() as work:
            await work.counselors.add(replace(made, **fields))
        return replace(made, **fields)

    async def who(self, chat: int = DANA) -> Counselor:
        """Give the counselor of a chat, as they are now."""
        async with self.store.works() as work:
            found = await work.counselors.by_chat(chat)
        assert found is not None
        return found

    async def change(self, chat: int = ANN, **fields: Any) -> None:  # noqa: ANN401 - Client's own fields
        """Let a client be otherwise, without a word."""
        client = await self.client(chat)
        async with self.store.works() as work:
            await work.clients.save(replace(client, **fields))

    async def current(self, chat: int = ANN) -> Conversation | None:
        client = await self.client(chat)
        async with self.store.works() as work:
            return await work.conversations.current(client.id)

    async def words(self, chat: int = ANN) -> list[KeptWords]:
        client = await self.client(chat)
        async with self.store.works() as work:
            return list(await work.words.of(client.id))

    def occurrences(self) -> list[tuple[str, Occurrence]]:
        """Give every occurrence there is with its id, as they are due."""
        rows = self.store._shelves.occurrences.values()
        return sorted(((row.id, row.occurrence) for row in rows), key=lambda one: one[1].due_at)

    def states(self) -> list[str]:
        return [occurrence.state.value for _, occurrence in self.occurrences()]

    def timers(self) -> list[str]:
        return sorted(row.timer.id.partition(":")[0] for row in self.store._shelves.timers.values())

    async def welcome(self, chat: int = ANN) -> None:
        """Take somebody through the welcome, and leave the first goal for another day."""
        await self.give("start", chat)
        for option in WELCOME:
            await self.tap(option, chat)
        await self.give("stop", chat)
        assert (await self.client(chat)).standing is Standing.ACTIVE

    async def next_prompt(self) -> None:
        """Let the next prompt be due."""
        due = [one.due_at for _, one in self.occurrences() if one.state is State.PLANNED]
        await self.pass_(min(due) - self.clock.now())


def _opens(message: Message) -> bool:
    """Say whether it stands for what is kept back."""
    return any(button.does == Press(OPEN) for row in message.buttons for button in row)
