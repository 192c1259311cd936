"""Several replicas on one PostgreSQL: nothing is taken twice, nobody waits for nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import Overtaken, StillwaterError
from tests.contract.examples import (
    ANN,
    LEASE,
    NOW,
    TALK,
    ann,
    message,
    received,
    talk,
    timer,
)

if TYPE_CHECKING:
    from storage.database import Database
    from tests.databases import Place

pytestmark = pytest.mark.postgres


async def test_no_timer_is_claimed_twice(replicas: list[Database]) -> None:
    due = {f"timer {number}" for number in range(120)}
    async with replicas[0].works() as work:
        for id_ in due:
            await work.timers.set(replace(timer, id=id_))
    claimed: Counter[str] = Counter()

    async def tick(replica: Database) -> None:
        while True:
            async with replica.works() as work:
                timers = await work.timers.claim(NOW, 7, LEASE)
            claimed.update(one.id for one in timers)
            if not timers:
                return

    await asyncio.gather(*(tick(replica) for replica in replicas for _ in range(3)))
    assert claimed == Counter(due)


async def test_a_claim_does_not_wait_for_another(replicas: list[Database]) -> None:
    async with replicas[0].works() as work:
        for name in "ab":
            await work.timers.set(replace(timer, id=name))
    async with replicas[0].works() as one:
        assert len(await one.timers.claim(NOW, 1, LEASE)) == 1
        async with replicas[1].works() as two:
            assert len(await two.timers.claim(NOW, 2, LEASE)) == 1


@pytest.mark.usefixtures("nested_loops")
async def test_no_more_timers_are_claimed_than_asked_for(replicas: list[Database]) -> None:
    async with replicas[0].works() as work:
        for number in range(9):
            await work.timers.set(replace(timer, id=f"timer {number}"))
    async with replicas[0].works() as work:
        assert len(await work.timers.claim(NOW, 2, LEASE)) == 2


@pytest.mark.usefixtures("nested_loops")
async def test_no_more_messages_are_leased_than_asked_for(replicas: list[Database]) -> None:
    async with replicas[0].works() as work:
        for chat in range(9):
            await work.outbox.add(message(f"message {chat}", chat))
    async with replicas[0].works() as work:
        assert len(await work.outbox.lease(NOW, 2, LEASE)) == 2


async def test_an_update_that_two_replicas_got_is_handled_once(replicas: list[Database]) -> None:
    async def take(replica: Database) -> bool:
        async with replica.works() as work:
            new = (await work.inbox.add([received(1), received(2)])).new
        async with replica.works() as work:
            await work.clients.get(ANN)
            done = await work.inbox.done(1)
        return bool(new) and done

    async def handled(replica: Database) -> bool:
        async with replica.works() as work:
            return await work.inbox.done(2)

    await asyncio.gather(*map(take, replicas))
    assert sum(await asyncio.gather(*map(handled, replicas))) == 1
    async with replicas[0].works() as work:
        assert list(await work.inbox.waiting()) == []


async def test_a_client_is_held_until_the_work_is_done(replicas: list[Database]) -> None:
    async def grow(replica: Database) -> None:
        for _ in range(5):
            async with replica.works() as work:
                client = await work.clients.by_chat(ann.chat)
                assert client is not None
                count = int(client.profile.get("count", "0")) + 1
                await work.clients.save(replace(client, profile={"count": str(count)}))

    await asyncio.gather(*map(grow, replicas))
    async with replicas[0].works() as work:
        client = await work.clients.get(ANN)
    assert client is not None
    assert client.profile == {"count": str(5 * len(replicas))}


async def test_one_of_two_who_move_a_conversation_is_overtaken(replicas: list[Database]) -> None:
    async with replicas[0].works() as work:
        await work.conversations.add(talk, NOW)

    async def move(replica: Database) -> bool:
        try:
            async with replica.works() as work:
                await work.conversations.save(replace(talk, turn=4), 3, NOW)
        except Overtaken:
            return False
        return True

    assert sum(await asyncio.gather(*map(move, replicas))) == 1
    async with replicas[0].works() as work:
        assert await work.conversations.get(TALK) == replace(talk, turn=4)


async def test_a_newcomer_who_reaches_two_replicas_is_one_client(postgres: Place) -> None:
    replicas = [postgres.open() for _ in range(4)]

    async def meet(replica: Database, number: int) -> bool:
        try:
            async with replica.works() as work:
                if await work.clients.by_chat(ann.chat) is not None:
                    return False
                await work.clients.add(replace(ann, id=type(ANN)(f"{number:032}")))
        except StillwaterError:
            return False
        return True

    met = await asyncio.gather(*(meet(one, number) for number, one in enumerate(replicas)))
    assert sum(met) == 1
    for replica in replicas:
        async with replica.works() as work:
            assert await work.clients.by_chat(ann.chat) is not None
        await replica.close()


async def test_replicas_that_start_together_migrate_once(new_postgres: Place) -> None:
    replicas = [new_postgres.open() for _ in range(4)]
    await asyncio.gather(*(replica.migrate() for replica in replicas))
    async with replicas[0].works() as work:
        await work.clients.add(ann)
    for replica in replicas:
        async with replica.works() as work:
            assert await work.clients.get(ANN) == ann
        await replica.close()


async def test_what_a_dead_replica_claimed_or_leased_is_free_before_its_lease_is_over(
    replicas: list[Database],
) -> None:
    one, two, *_ = replicas
    for replica in (one, two):
        await replica.replicas.beat()
    async with one.works() as work:
        await work.timers.set(timer)
        await work.outbox.add(message("leased"))
        await work.outbox.add(message("sending", 2))
        await work.timers.claim(NOW, 1, LEASE)
        assert len(await work.outbox.lease(NOW, 2, LEASE)) == 2
        await work.outbox.sending(message("sending").id)
    async with two.works() as work:
        assert list(await work.timers.claim(NOW, 1, LEASE)) == []
        assert list(await work.outbox.lease(NOW, 2, LEASE)) == []
        assert list(await work.outbox.recover()) == []
    await one.replicas.beat(timedelta())
    async with two.works() as work:
        assert list(await work.timers.claim(NOW, 1, LEASE)) == [timer]
        assert [out.message.text for out in await work.outbox.lease(NOW, 2, LEASE)] == ["leased"]
        assert [out.message.text for out in await work.outbox.recover()] == ["sending"]
    async with one.works() as work:
        assert not await work.outbox.sending(message("leased").id)
