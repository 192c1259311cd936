"""A client with a telephone: what they can do in the chat, and what they see come of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.demo.clock import ShiftedClock
    from bot.demo.telegram import MessageView, Subscription, Telegram

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "000002000001e221bc330000000049454e44ae426082"
)
OPEN = frozenset({"Open", "Abrir"})
ORIGIN = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_772_000_000}


class House(Protocol):
    """Where the service runs: here, or in a process of its own."""

    @property
    def tg(self) -> Telegram:
        """Its Telegram."""
        ...

    @property
    def clock(self) -> ShiftedClock:
        """The clock of both."""
        ...

    async def settle(self) -> None:
        """Wait until all that arrived is handled, and all that is due is sent."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that changed on the client's screen."""

    kind: str
    """`message`, `edited`, `deleted` or `toast`."""
    text: str
    message: MessageView | None = None


@dataclass(slots=True)
class Client:
    """One person's chat with the bot."""

    house: House
    id: int
    changes: Subscription
    known: dict[tuple[int, str], str] = field(default_factory=dict)
    """Data of every button ever seen, by message and label."""
    taps: int = 0
    """On keys and links, on Send, and two for a command: the menu's button and its line there."""
    opens: bool = True
    """Whether they open at once what waits behind one plain line."""

    async def open(self, link: str) -> list[Seen]:
        """Open a link to the bot, and tap START."""
        self.taps += 2
        await self.house.tg.open_link(self.id, parse_qs(urlsplit(link).query)["start"][0])
        return await self.look()

    async def say(self, *texts: str) -> list[Seen]:
        """Write, several bubbles at once, and see what comes."""
        for text in texts:
            self.taps += 2 if text.startswith("/") else 1
            await self.house.tg.say(self.id, text)
        return await self.look()

    async def tap(self, label: str) -> list[Seen]:
        """Tap the newest button of that label."""
        message, data = self.find(label)
        self.taps += 1
        await self.house.tg.press(self.id, message, data)
        return await self.look()

    async def tap_twice(self, label: str) -> list[Seen]:
        """Tap it again before anything came of it."""
        message, data = self.find(label)
        press = self.house.tg.press
        await asyncio.gather(
            press(self.id, message, data), press(self.id, message, data, stale=True)
        )
        return await self.look()

    async def tap_old(self, label: str) -> list[Seen]:
        """Tap a button that has gone meanwhile, on a telephone that still shows it."""
        message, data = next(
            (m, d)
            for (m, shown), d in sorted(self.known.items(), reverse=True)
            if shown == label and label not in self.shown(m).labels
        )
        await self.house.tg.press(self.id, message, data, stale=True)
        return await self.look()

    async def tap_known(self, label: str) -> list[Seen]:
        """Tap the newest button of that label that was ever seen, whether it has gone or not."""
        message, data = next(
            (m, d) for (m, shown), d in sorted(self.known.items(), reverse=True) if shown == label
        )
        await self.house.tg.press(self.id, message, data, stale=True)
        return await self.look()

    async def choose(self, option: str) -> list[Seen]:
        """Tap the newest button by the option that it answers, whatever the language."""
        for message in reversed(self.house.tg.chat(self.id)):
            for button in (one for row in message.buttons for one in row):
                if button.get("data", "").endswith(f":{option}"):
                    self.taps += 1
                    await self.house.tg.press(self.id, message.id, button["data"])
                    return await self.look()
        raise LookupError(option)

    async def edit(self, text: str) -> list[Seen]:
        """Change the last text they wrote."""
        mine = [m for m in self.house.tg.chat(self.id) if m.sender == self.id and not m.other]
        await self.house.tg.edit(self.id, mine[-1].id, text)
        return await self.look()

    async def send(self, thing: str, caption: str = "") -> list[Seen]:
        """Send something that is not words."""
        tg = self.house.tg
        match thing:
            case "sticker":
                await tg.send_sticker(self.id)
            case "voice":
                await tg.send_voice(self.id)
            case "photo":
                await tg.send_photo(self.id, PIXEL, caption)
            case "document":
                await tg.send_document(self.id, "notes.pdf", b"%PDF", caption)
            case "location":
                tg._arrive(self.id, {"location": {"latitude": 1.5, "longitude": 2.5}}, None, None)
            case "contact":
                contact = {"phone_number": "+1555000", "first_name": "Dee"}
                tg._arrive(self.id, {"contact": contact}, None, None)
            case _:
                raise LookupError(thing)
        return await self.look()

    async def forward(self, text: str) -> list[Seen]:
        """Forward what somebody else wrote."""
        self.house.tg._arrive(self.id, {"text": text, "forward_origin": ORIGIN}, None, None)
        return await self.look()

    async def look(self) -> list[Seen]:
        """Wait until all has settled, and give what changed: first the toasts, then the chat."""
        await self.house.settle()
        if self.opens:
            await self._open()
        self.house.clock.shift(timedelta(seconds=1))  # no two deeds are of one instant
        seen = list(self._seen())
        for message in self.house.tg.chat(self.id):
            for button in (one for row in message.buttons for one in row):
                self.known[message.id, button["text"]] = button.get("data", "")
        return sorted(seen, key=lambda one: one.kind != "toast")

    async def _open(self) -> None:
        """Open what waits behind one plain line, as long as something does."""
        while (shown := self.house.tg.chat(self.id)) and set(shown[-1].labels) & OPEN:
            data = shown[-1].buttons[0][0].get("data", "")
            await self.house.tg.press(self.id, shown[-1].id, data, timeout=0)
            before = shown[-1].id, shown[-1].labels
            await self.house.settle()
            now = self.house.tg.chat(self.id)[-1]
            if (now.id, now.labels) == before:
                return

    def _seen(self) -> Iterator[Seen]:
        while not self.changes._queue.empty():
            change = self.changes._queue.get_nowait()
            if change is None or change.person_id != self.id:
                continue
            if change.kind == "callback_answer" and change.detail.get("text"):
                yield Seen("toast", change.detail["text"])
            elif change.message is not None and change.message.from_bot:
                yield Seen(change.kind, change.message.text, change.message)

    def find(self, label: str) -> tuple[int, str]:
        """Find the newest button of that label: its message and its data."""
        for message in reversed(self.house.tg.chat(self.id)):
            for button in (one for row in message.buttons for one in row):
                if button["text"] == label:
                    return message.id, button.get("data", "")
        raise LookupError(f"No button {label!r} in {[m.labels for m in self._with_buttons()]}")

    def shown(self, message: int) -> MessageView:
        """Give a message as it is now."""
        return next(one for one in self.house.tg.chat(self.id) if one.id == message)

    def texts(self) -> list[str]:
        """Give all the bot's texts in the chat, oldest first."""
        return [m.text for m in self.house.tg.chat(self.id) if m.from_bot]

    def _with_buttons(self) -> list[MessageView]:
        return [m for m in self.house.tg.chat(self.id) if m.buttons]


def meet(house: House, locale: str = "en", name: str = "Robin") -> Client:
    """Give somebody new, whose Telegram is in this language."""
    person = house.tg.add_person(name, language_code=locale)
    return Client(house, person.id, house.tg.subscribe())


WORDS = {
    "en": ("drinking", "up for breakfast with the kids", "they stop asking if I'm tired"),
    "es": ("la bebida", "desayunar con los niños", "dejan de preguntar si estoy cansado"),
}
"""What it is called, a goal, a reason."""


async def settled(client: Client, locale: str = "en") -> None:
    """Take a client through the welcome, and leave the first goal for another day."""
    await client.say("/start")
    for option in (locale, "on", "read", "yes", "yes", "us", "america-new-york", "22-08"):
        await client.choose(option)
    await client.say("/stop")


async def with_goal(client: Client, locale: str = "en") -> None:
    """Take a client through the welcome and the first goal, with a reason worth seeing again."""
    await client.say("/start")
    for option in (locale, "on", "read", "yes", "yes", "us", "america-new-york", "22-08"):
        await client.choose(option)
    thing, goal, reason = WORDS[locale]
    await client.say(thing)
    await client.say(goal)
    await client.say(reason)
    await client.choose("worth")
