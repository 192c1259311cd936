"""The intake in a flood: who floods is told once, who is in danger is heard, nobody else waits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Overfull
from bot.message import Press
from bot.ports import Received
from bot.services.flood import Budget, Flood
from handlers.envelope import LEFT_OUT
from handlers.intake import FULL, Intake
from storage.memory import MemoryStore
from storage.memory.shelves import Update
from tests.handlers.house import LATER, NOON, OURS, Ear, a_house
from tests.handlers.intake_test import CHAT, Away, Taker, update

if TYPE_CHECKING:
    from datetime import datetime


SMALL = Budget(burst=3)


@dataclass
class Clock:
    at: datetime = LATER

    def now(self) -> datetime:
        return self.at


class Counting(Ear):
    """Hears one word, and counts how often it listened closely."""

    def __init__(self) -> None:
        self.times = 0

    def sounds(self, text: str) -> bool:
        self.times += 1
        return super().sounds(text)


@dataclass
class Door:
    """An intake with a small budget, and what came of it."""

    clock: Clock = field(default_factory=Clock)
    ear: Counting = field(default_factory=Counting)
    store: MemoryStore = field(default_factory=MemoryStore)
    taker: Taker = field(default_factory=Taker)

    def __post_init__(self) -> None:
        self.intake = Intake(self.store.works, self.taker, self.clock, self.ear, OURS, Flood(SMALL))

    async def rows(self, *batch: object) -> list[Received]:
        """Keep a batch; give what was handed on."""
        before = len(self.taker.taken)
        await self.intake.keep(batch)
        return [row for rows in self.taker.taken[before:] for row in rows]


def many(first: int, count: int, **body: object) -> list[dict[str, Any]]:
    return [
        update(number, **({"text": "all is well"} | body)) for number in range(first, first + count)
    ]


def left_out(rows: list[Received]) -> list[int]:
    return [row.update for row in rows if json.loads(row.body).get(LEFT_OUT)]


async def test_beyond_its_budget_a_chat_is_told_once_and_left_out_until_the_pause_is_over() -> None:
    door = Door()
    first = await door.rows(*many(1, 100))
    assert [row.update for row in first] == [1, 2, 3, 4]
    assert left_out(first) == [4]
    assert first[3].urgent
    assert "all is well" not in first[3].body
    assert await door.rows(*many(101, 100)) == []
    door.clock.at += SMALL.pause - timedelta(seconds=1)
    assert await door.rows(*many(201, 100)) == []
    assert door.intake.left_out == 297
    door.clock.at += timedelta(seconds=1)
    again = await door.rows(*many(301, 5))
    assert [row.update for row in again] == [301, 302, 303, 304]


async def test_others_in_the_same_batch_are_read_as_ever() -> None:
    door = Door()
    other = {"update_id": 50, "message": {"chat": {"id": 9, "type": "private"}, "text": "hello"}}
    rows = await door.rows(*many(1, 40), other, *many(60, 40))
    assert [row.update for row in rows if row.chat == 9] == [50]
    assert door.taker.more == [False], "a batch that was left out is no crowd to wait for"


async def test_a_group_is_left_out_without_a_word() -> None:
    door = Door()
    group = {"chat": {"id": -100, "type": "group"}, "text": "all is well"}
    rows = await door.rows(*({"update_id": n, "message": group} for n in range(1, 30)))
    assert [row.update for row in rows] == [1, 2, 3]


async def test_who_asks_for_help_in_a_pause_gets_it_every_few_seconds() -> None:
    door = Door()
    await door.rows(*many(1, 10))
    tap = update(20, "callback_query", data=OURS.data(Press("help"), CHAT["id"]))
    assert [row.update for row in await door.rows(tap)] == [20]
    assert await door.rows(update(21, text="/help")) == []
    door.clock.at += SMALL.helps
    (helped,) = await door.rows(*many(22, 50), update(90, text="/help"), *many(91, 9))
    assert (helped.update, helped.urgent) == (90, True)


async def test_words_of_danger_are_heard_among_what_is_left_out_at_the_cost_of_one() -> None:
    door = Door()
    await door.rows(*many(1, 10))
    door.clock.at += SMALL.listens
    before = door.ear.times
    assert await door.rows(*many(11, 100)) == []
    assert door.ear.times == before + 1
    door.clock.at += SMALL.listens
    (heard,) = await door.rows(*many(111, 90), update(250, text="urgent"), *many(251, 9))
    assert (heard.update, heard.urgent, heard.chat) == (250, True, CHAT["id"])
    before = door.ear.times
    assert await door.rows(*many(261, 100, text="urgent")) == []
    assert door.ear.times == before, "no more than once in a while"


async def test_danger_in_what_is_told_of_is_kept_as_it_was_written() -> None:
    door = Door()
    rows = await door.rows(*many(1, 3), update(4, text="urgent"))
    assert [(row.update, row.urgent) for row in rows] == [
        (1, False),
        (2, False),
        (3, False),
        (4, True),
    ]
    assert left_out(rows) == []


async def test_what_could_not_be_kept_counts_nothing_when_it_comes_again() -> None:
    flood, taker = Flood(SMALL), Taker()
    for _ in range(5):
        with pytest.raises(Exception, match=r"store"):
            await Intake(Away, taker, Clock(), Ear(), OURS, flood).keep(many(1, 5))
    store = MemoryStore()
    await Intake(store.works, taker, Clock(), Ear(), OURS, flood).keep(many(1, 5))
    assert [row.update for row in taker.taken[0]] == [1, 2, 3, 4]


async def test_with_the_inbox_full_only_what_cannot_wait_is_kept() -> None:
    door = Door()
    door.taker.behind = True
    door.store._shelves.updates.update({n: _waits(n) for n in range(1000, 1000 + FULL)})
    with pytest.raises(Overfull):
        await door.intake.keep([update(1, text="all is well"), update(2, text="urgent")])
    assert [row.update for row in door.taker.taken[0]] == [2]
    del door.store._shelves.updates[1000], door.store._shelves.updates[1001]
    assert [row.update for row in await door.rows(*many(1, 1))] == [1]


def _waits(number: int) -> Update:
    return Update(Received(number, 5, "{}", NOON))


async def test_who_is_told_is_told_over_the_whole_road_and_everybody_else_is_answered() -> None:
    async with a_house() as house:
        ann = house.telegram.add_person("Ann", language_code="es").id
        ben = house.telegram.add_person("Ben").id
        for n in range(120):
            await house.telegram.say(ann, f"{n}")
        await house.telegram.say(ben, "hello")
        await house.settle()
        assert sorted(house.diary.heard) == sorted([*map(str, range(90)), "hello"])
        assert house.diary.told == [(ann, "es")]
        assert await house.open_rows() == []


batches = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["calm", "urgent", "/help"]))),
        st.integers(0, 90),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(batches)
async def test_whoever_stays_within_the_budget_loses_nothing_whatever_others_do(
    batches: list[tuple[list[tuple[int, str]], int]],
) -> None:
    door, number = Door(), 0
    sent: dict[int, list[int]] = {}
    kept: dict[int, list[int]] = {}
    spared: dict[int, list[float]] = {}
    for came, wait in batches:
        batch = []
        for chat, text in came:
            number += 1
            sent.setdefault(chat, []).append(number)
            batch.append(update(number, chat={"id": chat, "type": "private"}, text=text))
        rows = await door.rows(*batch)
        for row in rows:
            kept.setdefault(row.chat, []).append(row.update)
        told = left_out(rows)
        for chat in {row.chat for row in rows if row.update in told}:
            at = (door.clock.at - LATER).total_seconds()
            assert at - spared.get(chat, [-1e9])[-1] >= SMALL.pause.total_seconds()
            spared.setdefault(chat, []).append(at)
        door.clock.at += timedelta(seconds=wait)
    for chat, numbers in sent.items():
        mine = kept.get(chat, [])
        assert len(mine) == len(set(mine))
        assert set(mine) <= set(numbers)
        if len(numbers) <= SMALL.burst:
            assert mine == numbers
