"""From the outbox to a courier that does as it is told: order, holds, repeats, ends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused, StoreError, SurelyNotSent, Uncertain, Unreachable
from bot.message import Delivered, Message, MessageId, Purpose
from bot.ports import OutboxState, Outgoing
from bot.ports.meters import Fate
from bot.services.deliver import Deliver
from bot.services.rates import Limits
from bot.services.trying import AT_MOST, PATIENCE, backoff, repeats
from storage.memory import MemoryStore
from tests.bot.services.room import MONDAY, Clock, Room
from tests.counted import Counted

if TYPE_CHECKING:
    from collections.abc import Sequence

FREELY = Limits(chat_burst=1e9, all_burst=1e9)
MANY = 10_000


@dataclass
class Courier:
    """Fails as often as it is told to, in the order it is told, then takes everything."""

    fails: list[Exception] = field(default_factory=list)
    tries: list[Message] = field(default_factory=list)
    taken: list[Message] = field(default_factory=list)

    async def deliver(self, message: Message) -> Delivered:
        self.tries.append(message)
        if self.fails:
            raise self.fails.pop(0)
        self.taken.append(message)
        return Delivered(len(self.taken), MONDAY)

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.taken]


@dataclass
class Post:
    """A sender, its store and its courier."""

    courier: Courier = field(default_factory=Courier)
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: Clock = field(default_factory=Clock)
    limits: Limits = FREELY
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.deliver = self.sender()

    def sender(self) -> Deliver:
        def report(what: str, error: Exception) -> None:
            self.failures.append(f"{what} {type(error).__name__}")

        return Deliver(self.store.works, self.courier, self.clock, report, self.limits)

    async def queue(self, *messages: Message) -> None:
        async with self.store.works() as work:
            for message in messages:
                await work.outbox.add(message)

    async def send(self) -> None:
        """Let all leave that may leave now."""
        more = True
        while more:
            before = len(self.courier.tries)
            more = await self.deliver.round()
            await self.deliver.settle()
            more = more or len(self.courier.tries) > before

    async def pass_(self, time: timedelta) -> None:
        self.clock.at += time
        await self.send()

    async def states(self) -> dict[OutboxState, int]:
        async with self.store.works() as work:
            return {state: n for state, n in (await work.outbox.depth()).items() if n}


def message(text: str, chat: int = 1, **more: Any) -> Message:  # noqa: ANN401 - Message's own fields
    return replace(Message(MessageId(text), chat, text, MONDAY, if_repeated="again"), **more)


async def test_what_waits_is_sent_in_order_and_counted() -> None:
    post = Post()
    await post.queue(message("a"), message("b"), message("c", 2))
    await post.send()
    assert sorted(post.courier.texts) == ["a", "b", "c"]
    assert post.courier.texts.index("a") < post.courier.texts.index("b")
    assert await post.states() == {}


async def test_a_crisis_leaves_before_what_waited() -> None:
    post = Post()
    await post.queue(message("a"), message("help", purpose=Purpose.CRISIS))
    await post.send()
    assert post.courier.texts == ["help", "a"]


@given(st.lists(st.integers(1, 4), max_size=25), st.lists(st.integers(0, 3), max_size=AT_MOST))
async def test_each_chat_gets_all_of_its_own_in_order_whatever_fails(
    chats: Sequence[int], faults: Sequence[int]
) -> None:
    kinds = (SurelyNotSent(), SurelyNotSent(timedelta(seconds=5)), Uncertain(), LookupError())
    post = Post(Courier([kinds[fault] for fault in faults]))
    sent = defaultdict(list)
    for n, chat in enumerate(chats):
        sent[chat].append(f"{n:03}")
        await post.queue(message(f"{n:03}", chat, purpose=Purpose.ALERT))
    for _ in range(40):
        await post.pass_(PATIENCE)
    for chat, texts in sent.items():
        got = [one.text[-3:] for one in post.courier.taken if one.chat == chat]
        assert got == texts


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 3)), max_size=40))
async def test_no_chat_gets_more_than_its_share(arrivals: Sequence[tuple[int, float]]) -> None:
    limits = Limits(chat_rate=1.0, chat_burst=3.0, all_rate=4.0, all_burst=6.0)
    post = Post(limits=limits)
    left: dict[int, list[datetime]] = defaultdict(list)
    for n, (chat, seconds) in enumerate(arrivals):
        await post.queue(message(str(n), chat))
        post.clock.at += timedelta(seconds=seconds)
        before = len(post.courier.taken)
        await post.send()
        for one in post.courier.taken[before:]:
            left[one.chat].append(post.clock.at)
            left[0].append(post.clock.at)
    for chat, times in left.items():
        rate, burst = (4.0, 6.0) if chat == 0 else (1.0, 3.0)
        for first in range(len(times)):
            for last in range(first, len(times)):
                span = (times[last] - times[first]).total_seconds()
                assert last - first + 1 <= burst + span * rate + 1e-6


async def test_when_telegram_says_wait_everybody_waits() -> None:
    post = Post(Courier([SurelyNotSent(timedelta(seconds=30))]))
    await post.queue(message("a"))
    await post.send()
    await post.queue(message("b", 2))
    await post.pass_(timedelta(seconds=29))
    assert post.courier.texts == []
    await post.pass_(timedelta(seconds=1))
    assert sorted(post.courier.texts) == ["a", "b"]


async def test_what_was_surely_not_sent_is_tried_again_ever_more_slowly() -> None:
    post = Post(Courier([SurelyNotSent()] * 5))
    await post.queue(message("a"))
    waits = []
    await post.send()
    while not post.courier.taken:
        waits.append(0)
        tries = len(post.courier.tries)
        while len(post.courier.tries) == tries:
            waits[-1] += 1
            await post.pass_(timedelta(seconds=1))
    assert waits == [1, 2, 4, 8, 16]
    assert [one.text for one in post.courier.tries] == ["a"] * 6  # it had never been there


@given(st.integers(0, 10_000))
def test_no_wait_is_longer_than_an_hour(attempts: int) -> None:
    assert timedelta(seconds=1) <= backoff(attempts) <= PATIENCE
    assert backoff(attempts) <= backoff(attempts + 1)


@pytest.mark.parametrize(
    ("purpose", "more", "times"),
    [
        (Purpose.REPLY, {}, 1),
        (Purpose.PROMPT, {}, 1),
        (Purpose.REMINDER, {}, 0),
        (Purpose.DIGEST, {}, 0),
        (Purpose.CRISIS, {}, AT_MOST),
        (Purpose.ALERT, {}, AT_MOST),
        (Purpose.REPLY, {"sensitive": True}, 0),
        (Purpose.PROMPT, {"expires_at": MONDAY + timedelta(seconds=1)}, 1),
    ],
)
async def test_what_may_have_arrived_is_repeated_so_often(
    purpose: Purpose, more: dict[str, Any], times: int
) -> None:
    post = Post(Courier([Uncertain() for _ in range(20)]))
    await post.queue(message("a", purpose=purpose, **more))
    await post.send()
    for _ in range(20):
        await post.pass_(PATIENCE)
    assert [one.text for one in post.courier.tries] == ["a", *["again\n\na"] * times]
    assert await post.states() == {OutboxState.UNCERTAIN: 1}


def test_what_expired_meanwhile_is_not_repeated() -> None:
    sent = Outgoing(message("a", purpose=Purpose.PROMPT, expires_at=MONDAY), 0, 0)
    assert not repeats(sent, MONDAY)
    assert repeats(sent, MONDAY - timedelta(seconds=1))


async def test_what_expired_is_not_sent_and_holds_nothing_up() -> None:
    post = Post()
    post.deliver.meters = counted = Counted()
    await post.queue(message("a", expires_at=MONDAY), message("b"))
    await post.send()
    assert post.courier.texts == ["b"]
    assert counted.told == [(Purpose.REPLY, Fate.EXPIRED)], "what is sent the courier counts"
    assert await post.states() == {OutboxState.EXPIRED: 1}


async def test_what_is_refused_is_over() -> None:
    post = Post(Courier([Refused()]))
    await post.queue(message("a"), message("b"))
    await post.send()
    assert post.courier.texts == ["b"]
    assert await post.states() == {OutboxState.FAILED: 1}


async def test_a_fault_of_ours_is_told_and_stops_nobody() -> None:
    post = Post(Courier([LookupError("secret")]))
    await post.queue(message("a"), message("b"))
    await post.send()
    assert post.courier.texts == ["again\n\na", "b"]  # perhaps it had been sent by then
    assert post.failures == ["delivery LookupError"]


async def test_after_a_start_what_died_in_the_act_is_decided_once() -> None:
    post = Post()
    await post.queue(message("a"), message("b", 2, purpose=Purpose.REMINDER))
    async with post.store.works() as work:
        for out in await work.outbox.lease(MONDAY, MANY, timedelta()):
            await work.outbox.sending(out.message.id)
    await post.send()
    assert post.courier.tries == []
    post.deliver = post.sender()
    await post.deliver.recover()
    await post.send()
    assert post.courier.texts == ["again\n\na"]
    assert await post.states() == {OutboxState.UNCERTAIN: 1}


async def test_what_is_in_the_air_is_nobody_elses_to_decide_on() -> None:
    post = Post()

    class Slow(Courier):
        async def deliver(self, message: Message) -> Delivered:
            await post.deliver.recover()
            return await super().deliver(message)

    post.courier = Slow()
    post.deliver = post.sender()
    await post.queue(message("a"))
    await post.send()
    assert post.courier.texts == ["a"]
    assert await post.states() == {}


async def test_a_store_that_is_away_is_told_and_asked_again() -> None:
    post = Post()

    class Away:
        async def __aenter__(self) -> None:
            raise StoreError

        async def __aexit__(self, *_: object) -> None:
            raise AssertionError

    post.deliver.works = Away  # type: ignore[assignment]  # it never gives a work
    assert not await post.deliver._try()
    assert post.failures == ["delivery StoreError"]


async def knocked(room: Room) -> tuple[Deliver, Courier]:
    """Let a prompt be due, and not yet sent."""
    await room.welcome()
    due = room.occurrences()[0][1].due_at
    room.clock.at = due
    await room.tick.tick()
    courier = Courier()
    return Deliver(room.store.works, courier, room.clock, lambda *_: None), courier


async def test_who_cannot_be_reached_is_sent_nothing_more(room: Room) -> None:
    deliver, courier = await knocked(room)
    courier.fails.append(Unreachable())
    await deliver.round()
    await deliver.settle()
    client = await room.client()
    assert client.gone_at == room.clock.now()
    assert room.states() == ["missed_by_system", "planned"]
    await room.pass_(timedelta(days=30))
    assert courier.taken == []
    assert room.states() == ["missed_by_system", "withdrawn"]


async def test_a_counselor_who_cannot_be_reached_is_told_nothing_more(room: Room) -> None:
    dana = await room.counselor()
    async with room.store.works() as work:
        await work.outbox.add(message("two weeks", dana.chat))
    courier = Courier([Unreachable()])
    deliver = Deliver(room.store.works, courier, room.clock, lambda *_: None)
    await deliver.round()
    await deliver.settle()
    async with room.store.works() as work:
        found = await work.counselors.get(dana.id)
    assert found is not None
    assert found.gone_at == room.clock.now()
    assert not found.reachable


async def test_a_prompt_that_expired_in_the_outbox_was_missed_by_us(room: Room) -> None:
    deliver, courier = await knocked(room)
    room.clock.at += timedelta(hours=12)
    await deliver.round()
    await deliver.settle()
    assert courier.tries == []
    assert room.states()[0] == "missed_by_system"
    await room.pass_(timedelta(days=1))
    assert room.states()[0] == "missed_by_system"


async def test_a_counselor_who_cannot_be_told_of_a_client_is_gone_and_not_the_client(
    room: Room,
) -> None:
    await room.welcome()
    dana, client = await room.counselor(), await room.client()
    async with room.store.works() as work:
        await work.outbox.add(replace(message("brief", dana.chat), client=client.id))
    deliver = Deliver(room.store.works, Courier([Unreachable()]), room.clock, lambda *_: None)
    await deliver.round()
    await deliver.settle()
    assert (await room.client()).gone_at is None
    assert (await room.who()).gone_at == room.clock.now()
