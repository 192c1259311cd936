"""Cells that somebody moved or edited in the database do not open, and block nothing else."""

# ruff: noqa: S608 - the statements and the ids in them are this test's own

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import KeyProblem, SealBroken
from bot.interview.conversation import WordsId
from bot.ports import OutboxState
from storage.engine import open_engine, read_url
from tests.contract.examples import (
    ANN,
    BEN,
    LEASE,
    NOW,
    ann,
    ben,
    goal,
    message,
    plan,
    rating,
    received,
    some_id,
    talk,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Work, Works
    from tests.databases import Place

OTHER = WordsId(some_id("other words"))


@pytest.fixture
async def works(sqlite: Place) -> AsyncIterator[Works]:
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
        await work.conversations.add(talk, NOW)
        await work.words.put(goal)
        await work.words.put(replace(goal, id=OTHER, text="more"))
        await work.words.rate(rating)
        await work.words.rate(replace(rating, step="other", value=1))
        await work.plans.put(plan, NOW)
        await work.plans.put(replace(plan, version=2), NOW)
    yield database.works
    await database.close()


async def tamper(place: Place, statement: str) -> None:
    engine = open_engine(read_url(place.url))
    async with engine.begin() as connection:
        assert (await connection.execute(text(statement))).rowcount
    await engine.dispose()


async def read_all(work: Work) -> None:
    await work.clients.get(ANN)
    await work.clients.get(BEN)
    await work.conversations.get(talk.id)
    await work.words.of(ANN)
    await work.words.ratings(ANN, "importance")
    await work.plans.of(ANN)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE words SET text = (SELECT text FROM words WHERE id = '{OTHER}')",
        f"UPDATE words SET id = 'moved' WHERE id = '{OTHER}'",
        "UPDATE words SET text = (SELECT state FROM conversations)",
        "UPDATE words SET text = x''",
        "UPDATE words SET text = CAST(x'00' || substr(text, 2) AS BLOB)",
        "UPDATE ratings SET value = (SELECT value FROM ratings WHERE step = 'other')",
        "UPDATE clients SET person = (SELECT person FROM clients ORDER BY id LIMIT 1)",
        "UPDATE clients SET person = (SELECT person FROM clients ORDER BY id DESC LIMIT 1)",
        "UPDATE conversations SET state = (SELECT text FROM words LIMIT 1)",
        "UPDATE plan_versions SET body = (SELECT body FROM plan_versions WHERE version = 1)",
    ],
)
async def test_what_was_tampered_with_does_not_open(
    works: Works, sqlite: Place, statement: str
) -> None:
    async with works() as work:
        await read_all(work)
    await tamper(sqlite, statement)
    with pytest.raises(SealBroken):
        async with works() as work:
            await read_all(work)


async def test_words_given_to_another_client_do_not_open(works: Works, sqlite: Place) -> None:
    await tamper(sqlite, f"UPDATE words SET client = '{BEN}'")
    with pytest.raises(SealBroken):
        async with works() as work:
            await work.words.of(BEN)


async def test_one_broken_update_is_set_aside(works: Works, sqlite: Place) -> None:
    async with works() as work:
        await work.inbox.add([received(1), received(2)])
    await tamper(sqlite, 'UPDATE inbox SET body = zeroblob(60) WHERE "update" = 1')
    async with works() as work:
        assert list(await work.inbox.waiting()) == [received(2)]
    async with works() as work:
        assert list(await work.inbox.set_aside()) == [1]


async def test_one_broken_message_fails(works: Works, sqlite: Place) -> None:
    async with works() as work:
        await work.outbox.add(message("a"))
        await work.outbox.add(message("b"))
    await tamper(sqlite, f"UPDATE outbox SET body = zeroblob(60) WHERE id = '{message('a').id}'")
    async with works() as work:
        assert list(await work.outbox.lease(NOW, 5, LEASE)) == []
        assert await work.outbox.depth() == {OutboxState.FAILED: 1, OutboxState.PENDING: 1}
        (out,) = await work.outbox.lease(NOW, 5, LEASE)
        assert out.message == message("b")


async def test_a_key_lost_is_said_so(sqlite: Place) -> None:
    engine = open_engine(read_url(sqlite.keys_url))
    database = sqlite.open()
    async with database.works() as work:
        await work.clients.add(ann)
    await database.close()
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM keys WHERE name = :client"), {"client": ANN})
    await engine.dispose()
    database = sqlite.open()
    with pytest.raises(KeyProblem):
        async with database.works() as work:
            await work.clients.get(ANN)
    await database.close()
