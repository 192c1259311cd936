from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.message import Delivered, Message, MessageId
from bot.services.deliver import Deliver
from bot.services.rates import Limits
from storage.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from bot.ports import Work

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE_AT_A_TIME = Limits(chat_rate=1.0, chat_burst=1.0)


@dataclass
class Clock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


@dataclass
class Carrier:
    """Takes everything, and remembers it."""

    taken: list[str] = field(default_factory=list)

    async def deliver(self, message: Message) -> Delivered:
        self.taken.append(message.text)
        return Delivered(len(self.taken), NOON)


@dataclass
class Counted:
    """A store that knows how often it was opened."""

    store: MemoryStore = field(default_factory=MemoryStore)
    opened: int = 0

    def works(self) -> AbstractAsyncContextManager[Work]:
        self.opened += 1
        return self.store.works()


def message(number: int, chat: int = 1, **more: Any) -> Message:  # noqa: ANN401 - Message's own fields
    created = NOON + timedelta(microseconds=number)
    return Message(MessageId(f"{number:032}"), chat, str(number), created, **more)


async def queue(store: MemoryStore, messages: Sequence[Message]) -> None:
    async with store.works() as work:
        for one in messages:
            await work.outbox.add(one)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0)


async def sent(deliver: Deliver) -> None:
    """Let it send all that may leave now."""
    while await deliver.round() or deliver._flying:
        await asyncio.gather(*deliver._flying)


async def test_a_change_on_screen_is_no_new_message_in_its_chat() -> None:
    store, carrier = MemoryStore(), Carrier()
    deliver = Deliver(store.works, carrier, Clock(), lambda *_: None, ONE_AT_A_TIME)
    await queue(store, [message(1, edits=9), message(2), message(3, edits=9), message(4)])
    await sent(deliver)
    assert carrier.taken == ["1", "2"]


async def test_a_chat_goes_on_when_its_second_is_over_though_nobody_knocks() -> None:
    store, carrier = MemoryStore(), Carrier()
    quick = Limits(chat_rate=200.0, chat_burst=1.0)
    clock = Clock()
    deliver = Deliver(store.works, carrier, clock, lambda *_: None, quick)
    await queue(store, [message(1), message(2), message(3)])
    running = asyncio.create_task(deliver.run())
    async with asyncio.timeout(10):
        while len(carrier.taken) < 3:
            clock.at += timedelta(milliseconds=2)
            await asyncio.sleep(0.001)
    deliver.stop()
    await running
    assert carrier.taken == ["1", "2", "3"]


async def test_a_message_costs_one_transaction_to_take_and_one_to_count() -> None:
    counted, carrier = Counted(), Carrier()
    deliver = Deliver(counted.works, carrier, Clock(), lambda *_: None)
    await queue(counted.store, [message(1), message(2, chat=2)])
    running = asyncio.create_task(deliver.run())
    await until(lambda: len(carrier.taken) == 2 and not deliver._fates)
    deliver.stop()
    await running
    assert counted.opened == 2


async def test_an_answer_waits_until_its_question_is_counted_as_sent() -> None:
    store, carrier = MemoryStore(), Carrier()
    deliver = Deliver(store.works, carrier, Clock(), lambda *_: None)
    await queue(store, [message(1)])
    await deliver.round()
    answering = asyncio.create_task(deliver.air.clear(message(1).chat))
    await until(lambda: bool(carrier.taken))
    assert not answering.done()
    await deliver.settle()
    await answering
    async with store.works() as work:
        assert await work.outbox.depth() == {}


async def test_what_waits_behind_something_expired_leaves_without_a_knock() -> None:
    store, carrier = MemoryStore(), Carrier()
    deliver = Deliver(store.works, carrier, Clock(), lambda *_: None)
    await queue(store, [message(1, expires_at=NOON), message(2)])
    running = asyncio.create_task(deliver.run())
    await until(lambda: bool(carrier.taken))
    deliver.stop()
    await running
    assert carrier.taken == ["2"]
