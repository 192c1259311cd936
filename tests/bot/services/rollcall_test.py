"""The roll-call: who lives is said again and again, and the limit is divided by how many do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.errors import StoreError
from bot.services.rollcall import NEWCOMER, RollCall

A_MOMENT = timedelta(milliseconds=5)


@dataclass
class Others:
    """A store on which so many live, this process among them."""

    many: int = 1
    shared: bool = True
    away: bool = False
    hangs: bool = False
    beats: int = 0
    left: bool = False

    async def beat(self) -> int:
        self.beats += 1
        if self.away:
            raise StoreError
        if self.hangs:
            await asyncio.sleep(60)
        return self.many

    async def leave(self) -> None:
        self.left = True
        if self.away:
            raise StoreError
        if self.hangs:
            await asyncio.sleep(60)


@dataclass
class Calling:
    """A roll-call that is over soon, and what came of it."""

    others: Others
    parts: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.roll = RollCall(
            self.others, self.parts.append, lambda what, _: self.failures.append(what), A_MOMENT
        )

    async def until(self, beats: int) -> None:
        async with asyncio.timeout(5):
            while self.others.beats < beats:  # noqa: ASYNC110 - a count has no event
                await asyncio.sleep(0.001)


async def test_whoever_is_alone_sends_all() -> None:
    calling = Calling(Others())
    async with calling.roll.answering():
        await calling.until(3)
    assert set(calling.parts) == {1}
    assert calling.others.left


async def test_a_newcomer_sends_hardly_anything_until_the_others_have_counted_it() -> None:
    calling = Calling(Others(many=3))
    async with calling.roll.answering():
        assert calling.parts == [3, NEWCOMER]
        await calling.until(2)
        calling.others.many = 2
        await calling.until(4)
    assert calling.parts[:3] == [3, NEWCOMER, 3]
    assert calling.parts[-1] == 2


async def test_where_there_are_no_others_nobody_is_asked_again() -> None:
    calling = Calling(Others(shared=False))
    async with calling.roll.answering():
        await asyncio.sleep(0.03)
    assert calling.others.beats == 1


async def test_a_store_that_is_away_is_told_of_and_asked_again() -> None:
    calling = Calling(Others(many=2))
    async with calling.roll.answering():
        calling.others.away = True
        beats = calling.others.beats
        await calling.until(beats + 2)
        calling.others.away = False
        await calling.until(beats + 4)
        calling.others.away = True
    assert set(calling.failures) == {"roll-call"}
    assert calling.parts[-1] == 2


@pytest.mark.parametrize("trouble", ["away", "hangs"])
async def test_a_start_without_the_store_fails(trouble: str) -> None:
    calling = Calling(Others(**{trouble: True}))
    with pytest.raises(StoreError):
        async with calling.roll.answering():
            pass
