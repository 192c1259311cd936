"""A unit of work: all of it or nothing, one after another."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import StillwaterError, StoreError
from tests.contract.examples import (
    ANN,
    LEASE,
    NOW,
    ann,
    ben,
    goal,
    message,
    plan,
    prompt,
    question,
    rating,
    received,
    talk,
    timer,
)

if TYPE_CHECKING:
    from bot.ports import Work, Works


async def fill(work: Work) -> None:
    await work.inbox.add([received(1)])
    await work.clients.add(ann)
    await work.conversations.add(talk, NOW)
    await work.conversations.rest(ANN, ["a line"], NOW)
    await work.words.put(goal)
    await work.words.rate(rating)
    await work.plans.put(plan, NOW)
    await work.plans.materialise(prompt, NOW)
    await work.timers.set(timer)
    await work.outbox.add(question)
    await work.outbox.add(message("stranger's"))
    await work.scripts.put("goal-mirror", "v1", {"en": "format = 1"})


async def assert_empty(work: Work) -> None:
    assert await work.clients.get(ANN) is None
    assert await work.clients.by_chat(ann.chat) is None
    assert await work.conversations.get(talk.id) is None
    assert await work.conversations.current(ANN) is None
    assert not await work.conversations.resting(ANN, NOW)
    assert not await work.words.of(ANN)
    assert not await work.words.ratings(ANN, "importance")
    assert not await work.plans.of(ANN)
    assert not await work.plans.waiting(ANN)
    assert await work.timers.next_due() is None


async def test_what_is_committed_is_there(works: Works) -> None:
    async with works() as work:
        await fill(work)
    async with works() as work:
        assert await work.clients.get(ANN) == ann
        assert await work.conversations.current(ANN) == talk
        assert await work.words.of(ANN) == [goal]
        assert await work.plans.of(ANN) == [plan]


async def test_an_exception_undoes_everything(works: Works) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - what is done before it matters
        async with works() as work:
            await fill(work)
            raise ZeroDivisionError
    async with works() as work:
        await assert_empty(work)
        assert not await work.inbox.waiting()
        assert not await work.outbox.depth()
        assert await work.scripts.source("goal-mirror", "v1") is None


async def test_a_cancelled_work_is_undone(works: Works) -> None:
    inside = asyncio.Event()

    async def linger() -> None:
        async with works() as work:
            await work.clients.add(ben)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with works() as work:
        assert await work.clients.by_chat(ben.chat) is None


async def test_an_exception_undoes_an_erasure(works: Works) -> None:
    async with works() as work:
        await fill(work)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - what is done before it matters
        async with works() as work:
            await work.clients.remove(ANN)
            raise ZeroDivisionError
    async with works() as work:
        assert await work.clients.get(ANN) == ann
        assert await work.words.of(ANN) == [goal]


async def test_erasing_a_client_leaves_nothing_of_theirs(works: Works) -> None:
    async with works() as work:
        await fill(work)
        await work.clients.add(ben)
    async with works() as work:
        await work.clients.remove(ANN)
    async with works() as work:
        await assert_empty(work)
        assert await work.clients.get(ben.id) == ben
        leased = await work.outbox.lease(NOW, 10, LEASE)
        assert [out.message for out in leased] == [message("stranger's")]


async def test_a_client_erased_may_come_back(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
    async with works() as work:
        await work.clients.remove(ANN)
    async with works() as work:
        await work.clients.add(ann)
        assert await work.clients.by_chat(ann.chat) == ann


async def test_works_that_meet_lose_nothing(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ben)

    async def named(letter: str) -> None:
        async with works() as work:
            client = await work.clients.get(ben.id)
            assert client is not None
            await asyncio.sleep(0)
            profile = {**client.profile, letter: letter}
            await work.clients.save(replace(client, profile=profile))

    await asyncio.gather(*map(named, "abcdefgh"))
    async with works() as work:
        client = await work.clients.get(ben.id)
    assert client is not None
    assert sorted(client.profile) == list("abcdefgh")


@pytest.mark.parametrize("what", ["words", "rating", "plan", "timer", "message", "talk"])
async def test_a_row_needs_its_client(works: Works, what: str) -> None:
    async def keep(work: Work) -> None:
        match what:
            case "words":
                await work.words.put(goal)
            case "rating":
                await work.words.rate(rating)
            case "plan":
                await work.plans.put(plan, NOW)
            case "timer":
                await work.timers.set(timer)
            case "message":
                await work.outbox.add(question)
            case _:
                await work.conversations.add(talk, NOW)

    with pytest.raises(StillwaterError):
        async with works() as work:
            await keep(work)


async def test_a_client_cannot_be_kept_twice(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
    with pytest.raises(StoreError):
        async with works() as work:
            await work.clients.add(ann)
