"""The hands of replicas, beside the plainest model of who may take what."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from storage.engine import open_engine, read_url
from storage.rules import SET_ASIDE_AFTER
from tests.storage.replicas_inbox_test import GIVEN_UP, row

if TYPE_CHECKING:
    from bot.ports import Received
    from storage.database import Database
    from tests.databases import Place

pytestmark = pytest.mark.postgres

LONG = timedelta(minutes=1)
WHO = st.integers(0, 2)
UPDATES = st.integers(1, 12)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), WHO, st.lists(UPDATES, min_size=1, max_size=3), st.booleans()),
        st.tuples(st.just("take"), WHO),
        st.tuples(st.just("done"), WHO, UPDATES),
        st.tuples(st.just("failed"), WHO, UPDATES),
        st.tuples(st.just("beat"), WHO),
        st.tuples(st.just("freeze"), WHO),
        st.tuples(st.just("forget"), WHO),
    ),
    max_size=30,
)


def update(number: int) -> Received:
    """Give an update of one of two chats; every fourth is urgent."""
    return row(number, number % 2, urgent=number % 4 == 0)


@dataclass(slots=True)
class Row:
    """What waits, and under which name somebody holds it."""

    received: Received
    holder: tuple[int, int] | None = None
    failures: int = 0

    @property
    def order(self) -> tuple[bool, int]:
        return not self.received.urgent, self.received.update


@dataclass
class Model:
    """Three replicas, each under its so-manieth name, and what waits."""

    rows: dict[int, Row] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    names: list[int] = field(default_factory=lambda: [0, 0, 0])
    lives: list[bool] = field(default_factory=lambda: [False] * 3)
    joined: list[bool] = field(default_factory=lambda: [False] * 3)
    known: list[set[int]] = field(default_factory=lambda: [set(), set(), set()])
    """What each has in memory."""

    def alive(self, holder: tuple[int, int] | None) -> bool:
        return holder is not None and self.names[holder[0]] == holder[1] and self.lives[holder[0]]

    def mine(self, who: int, one: Row) -> bool:
        return one.holder == (who, self.names[who]) and self.lives[who]

    def may_do(self, who: int, number: int) -> bool:
        one = self.rows.get(number)
        if one is None:
            return number in self.aside
        return one.holder is None or self.mine(who, one)

    def beat(self, who: int, *, lives: bool) -> None:
        if self.joined[who] and not self.lives[who]:
            self.names[who] += 1
        self.joined[who], self.lives[who] = True, lives

    def add(self, who: int, numbers: list[int], *, hold: bool) -> tuple[set[int], set[int]]:
        known = {*self.rows, *self.closed, *self.aside}
        new = {n for n in numbers if n not in known}
        had = {n for n in numbers if n in self.rows and self.mine(who, self.rows[n])}
        others = [one for one in self.rows.values() if not self.mine(who, one)]
        here = set(had)
        for one in sorted((Row(update(n)) for n in new), key=lambda one: one.order):
            mine = hold and not any(
                other.received.chat == one.received.chat
                and (other.received.urgent or not one.received.urgent)
                for other in others
            )
            if mine:
                one.holder = (who, self.names[who])
                here.add(one.received.update)
            else:
                others.append(one)
            self.rows[one.received.update] = one
        self.known[who] |= here if hold else set()
        return new, here if hold else set()

    def take(self, who: int) -> list[int]:
        free = [
            one
            for one in self.rows.values()
            if not self.alive(one.holder)
            or (self.mine(who, one) and one.received.update not in self.known[who])
        ]
        busy = [
            one for one in self.rows.values() if self.alive(one.holder) and not self.mine(who, one)
        ]
        taken = [
            one
            for one in sorted(free, key=lambda one: one.order)
            if not any(
                other.received.chat == one.received.chat
                and (other.received.urgent or not one.received.urgent)
                for other in busy
            )
        ]
        for one in taken:
            one.holder = (who, self.names[who])
            self.known[who].add(one.received.update)
        return [one.received.update for one in taken]


async def both(place: Place, deeds: list[tuple[object, ...]]) -> None:
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM inbox"))
        await connection.execute(text("DELETE FROM replicas"))
    await engine.dispose()
    replicas = [place.open() for _ in range(3)]
    model = Model()
    try:
        for replica in replicas:
            await replica.replicas.beat(LONG)
        for who in range(3):
            model.beat(who, lives=True)
        for deed in deeds:
            await one_deed(replicas, model, deed)
            holders = {one.holder for one in model.rows.values() if model.alive(one.holder)}
            for chat in (0, 1):
                calm = {
                    one.holder
                    for one in model.rows.values()
                    if one.holder in holders
                    and one.received.chat == chat
                    and not one.received.urgent
                }
                assert len(calm) <= 1
    finally:
        for replica in replicas:
            await replica.close()


async def one_deed(  # noqa: C901 - a case a deed
    replicas: list[Database], model: Model, deed: tuple[object, ...]
) -> None:
    match deed:
        case ("add", int(who), list(numbers), bool(hold)):
            numbers = list(dict.fromkeys(numbers))
            async with replicas[who].works() as work:
                rows = [update(n) for n in numbers]
                added = await work.inbox.add(rows, numbers if hold else ())
            assert (set(added.new), set(added.here)) == model.add(who, numbers, hold=hold)
        case ("take", int(who)):
            async with replicas[who].works() as work:
                rows = list(await work.inbox.take(100, model.known[who]))
            assert [one.update for one in rows] == model.take(who)
        case ("done", int(who), int(number)):
            async with replicas[who].works() as work:
                done = await work.inbox.done(number)
            assert done == model.may_do(who, number)
            if done:
                model.rows.pop(number, None)
                model.aside.discard(number)
                model.closed.add(number)
            model.known[who].discard(number)
        case ("failed", int(who), int(number)):
            async with replicas[who].works() as work:
                failures = await work.inbox.failed(number)
            if not model.may_do(who, number):
                assert failures == 0
            elif number in model.rows:
                model.rows[number].failures += 1
                assert failures == model.rows[number].failures
                if failures == SET_ASIDE_AFTER:
                    del model.rows[number]
                    model.aside.add(number)
        case ("beat", int(who)):
            model.beat(who, lives=True)
            assert await replicas[who].replicas.beat(LONG) == sum(model.lives)
        case ("freeze", int(who)):
            model.beat(who, lives=False)
            assert await replicas[who].replicas.beat(GIVEN_UP) == sum(model.lives)
        case ("forget", int(who)):
            model.known[who].clear()


@settings(max_examples=30, deadline=None)
@given(deeds=DEEDS)
def test_replicas_take_and_do_what_the_model_lets_them(
    postgres_store: Place, deeds: list[tuple[object, ...]]
) -> None:
    asyncio.run(both(postgres_store, deeds))
