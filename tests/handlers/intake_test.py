"""The intake: whatever comes is kept once, and what is urgent is known for it."""

from __future__ import annotations

import asyncio
import json
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.interview.conversation import ConversationId
from bot.message import Answering, Press
from handlers.envelope import LARGEST, LEFT_OUT, envelope
from handlers.intake import BATCH, Intake
from storage.memory import MemoryStore
from tests.handlers.house import LATER, OURS, Clock, Ear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports import Received, Work
    from bot.services.flood import Flood

CHAT: Final[dict[str, Any]] = {"id": 5_500_000_001, "type": "private"}


class Away(AbstractAsyncContextManager["Work"]):
    """A store that can't be written."""

    async def __aenter__(self) -> Work:
        raise StoreError

    async def __aexit__(self, *_: object) -> None:
        raise AssertionError


class Taker:
    """Takes up to `room` rows, and remembers them."""

    behind = False
    room = 1000

    def __init__(self) -> None:
        self.taken: list[list[Received]] = []
        self.more: list[bool] = []
        self.left: list[bool] = []
        self.strays: list[bool] = []

    def admits(self, rows: Sequence[Received]) -> frozenset[int]:
        return frozenset(row.update for row in rows[: self.room])

    def take(
        self,
        rows: Sequence[Received],
        *,
        more: bool = False,
        left: bool = False,
        strays: bool = False,
    ) -> None:
        self.taken.append(list(rows))
        self.more.append(more)
        self.left.append(left)
        self.strays.append(strays)


def update(number: object, kind: str = "message", /, **body: object) -> dict[str, Any]:
    return {"update_id": number, kind: {"chat": CHAT} | body}


def chat_of(raw: dict[str, Any]) -> int:
    one = envelope(raw)
    assert one is not None
    return one.chat


async def rows_of(*batch: object, flood: Flood | None = None) -> dict[int, Received]:
    """Keep a batch, and give what is in the inbox then."""
    store = MemoryStore()
    await Intake(store.works, Taker(), Clock(), Ear(), OURS, flood).keep(batch)
    async with store.works() as work:
        return {row.update: row for row in await work.inbox.waiting()}


async def is_urgent(raw: dict[str, Any]) -> bool:
    return (await rows_of(raw))[1].urgent


def test_a_chat_is_found_in_every_kind() -> None:
    user = {"from": {"id": 7}}
    assert chat_of(update(1)) == CHAT["id"]
    assert chat_of(update(1, "my_chat_member", **user)) == CHAT["id"]
    assert (
        chat_of({"update_id": 1, "callback_query": {"message": {"chat": CHAT}, **user}})
        == (CHAT["id"])
    )
    assert chat_of({"update_id": 1, "callback_query": user}) == 7
    assert chat_of({"update_id": 1, "inline_query": user}) == 7
    assert chat_of({"update_id": 1, "poll_answer": {"user": {"id": 7}}}) == 7
    assert chat_of({"update_id": 1, "message": {"chat": {"id": "5"}, "message": 3}}) == 0
    assert chat_of({"update_id": 1, "message": {"chat": {"id": 2**80}}}) == 0
    assert chat_of({"update_id": 1, "message": 7}) == 0
    assert chat_of({"update_id": 1}) == 0


async def test_urgent_words_and_taps() -> None:
    answer = Answering(ConversationId("0" * 32), 1, "help")
    assert await is_urgent(update(1, text="it is urgent"))
    assert await is_urgent(update(1, caption="urgent"))
    assert await is_urgent(update(1, "edited_message", text="urgent"))
    assert await is_urgent(update(1, "callback_query", data=OURS.data(Press("help"), CHAT["id"])))
    assert await is_urgent(
        update(1, "callback_query", data=OURS.data(Press("help", "9"), CHAT["id"]))
    )
    assert not await is_urgent(update(1, text="all is well"))
    assert not await is_urgent(update(1, text=["urgent"]))
    assert not await is_urgent(update(1, reply_to_message={"text": "urgent"}))
    assert not await is_urgent(
        update(1, "callback_query", data=OURS.data(Press("helpful"), CHAT["id"]))
    )
    assert not await is_urgent(update(1, "callback_query", data=OURS.data(answer, CHAT["id"])))
    assert not await is_urgent(update(1, "callback_query", data="urgent"))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda deeper: st.lists(deeper) | st.dictionaries(st.text(), deeper),
    max_leaves=5,
)
names = st.sampled_from(["chat", "message", "from", "data", "text", "caption", "id", "user"])
bodies = st.recursive(anything, lambda deeper: st.dictionaries(names, deeper), max_leaves=5)


@given(st.integers(0, 2**63 - 1), st.dictionaries(st.text(), bodies, max_size=3))
async def test_whatever_has_an_id_is_kept_as_it_was(number: int, body: dict[str, Any]) -> None:
    raw = body | {"update_id": number}
    row = (await rows_of(raw))[number]
    assert (row.update, row.received_at, row.failures) == (number, LATER, 0)
    assert json.loads(row.body) == raw


@pytest.mark.parametrize(
    "raw",
    [None, 7, "x", [], {}, update("1"), update(None), update(True), update(1.0), update(2**63)],
)
def test_what_has_no_id_can_not_be_kept(raw: object) -> None:
    assert envelope(raw) is None


async def test_half_a_surrogate_pair_costs_only_itself() -> None:
    row = (await rows_of(update(1, text="so \ud83d\ude33 \ud83d")))[1]
    row.body.encode()
    assert json.loads(row.body)["message"]["text"].startswith("so ")


async def test_of_what_is_larger_than_any_update_only_the_sender_is_kept() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    who = {"id": 7, "first_name": "Robin", "language_code": "es"}
    large = update(1, text="x" * LARGEST, **{"from": who})
    kept = await rows_of(large, update(2, deep=deep), update(3, text="all is well"))
    assert json.loads(kept[1].body) == {
        "update_id": 1,
        "message": {"chat": CHAT, "from": {"language_code": "es"}},
        LEFT_OUT: True,
    }
    assert json.loads(kept[2].body)[LEFT_OUT]
    assert LEFT_OUT not in kept[3].body


async def test_a_batch_is_kept_once_and_what_is_handled_is_not_handed_on_again() -> None:
    store, taker = MemoryStore(), Taker()
    intake = Intake(store.works, taker, Clock(), Ear(), OURS)
    one, two, three = update(1, text="a"), update(2, text="b"), update(3, text="urgent")
    await intake.keep([one, "nonsense", two, one])
    async with store.works() as work:
        rows = await work.inbox.waiting()
        await work.inbox.done(2)
    await intake.keep([one, two, three])
    assert [[row.update for row in rows] for rows in taker.taken] == [[1, 2], [1, 3]]
    assert (taker.left, taker.strays) == ([False, False], [False, False])
    async with store.works() as work:
        assert [row.update for row in await work.inbox.waiting()] == [3, 1]
    assert [(row.update, row.chat, row.urgent) for row in rows] == [
        (1, CHAT["id"], False),
        (2, CHAT["id"], False),
    ]
    assert {row.received_at for row in rows} == {LATER}
    assert taker.taken[0][0] == rows[0]


async def test_what_is_not_taken_at_once_is_left_to_the_inbox() -> None:
    store, taker = MemoryStore(), Taker()
    taker.room = 2
    intake = Intake(store.works, taker, Clock(), Ear(), OURS)
    await intake.keep([update(number, chat={"id": number}) for number in (1, 2, 3)])
    assert [[row.update for row in rows] for rows in taker.taken] == [[1, 2]]
    assert (taker.left, taker.strays) == ([True], [False])


async def test_a_batch_of_nothing_opens_no_transaction() -> None:
    taker = Taker()
    await Intake(Away, taker, Clock(), Ear(), OURS).keep(["nonsense", {}])
    assert taker.taken == []


async def test_what_is_not_kept_is_not_handed_on() -> None:
    taker = Taker()
    with pytest.raises(StoreError):
        await Intake(Away, taker, Clock(), Ear(), OURS).keep([update(1)])
    assert taker.taken == []


async def test_a_store_that_is_silent_keeps_as_little_as_one_that_is_away() -> None:
    store, taker = MemoryStore(), Taker()
    intake = Intake(store.works, taker, Clock(), Ear(), OURS, within=0.01)
    async with store.works():
        with pytest.raises(TimeoutError):
            await asyncio.create_task(intake.keep([update(1, text="a")]))
    await intake.keep([update(1, text="a")])
    assert [[row.update for row in rows] for rows in taker.taken] == [[1]]


async def test_a_full_batch_says_that_more_may_come() -> None:
    taker = Taker()
    intake = Intake(MemoryStore().works, taker, Clock(), Ear(), OURS)
    await intake.keep([update(number, chat={"id": number}) for number in range(1, BATCH + 1)])
    await intake.keep([update(BATCH + 1)])
    assert taker.more == [True, False]
