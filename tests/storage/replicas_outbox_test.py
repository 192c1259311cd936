"""Several replicas send from one outbox: a chat is in one pair of hands, and in order."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.message import Purpose
from bot.ports import OutboxState
from tests.contract.examples import LEASE, NOW, arrived, message

if TYPE_CHECKING:
    from storage.database import Database

pytestmark = pytest.mark.postgres


async def test_a_chat_is_in_one_pair_of_hands_and_in_order(replicas: list[Database]) -> None:
    async with replicas[0].works() as work:
        for chat in range(6):
            for number in range(8):
                await work.outbox.add(message(f"{chat}.{number}", chat))
    held: Counter[int] = Counter()
    sent: dict[int, list[str]] = {chat: [] for chat in range(6)}

    async def deliver(replica: Database) -> None:
        while True:
            async with replica.works() as work:
                taken = [
                    out.message
                    for out in await work.outbox.lease(NOW, 3, LEASE)
                    if await work.outbox.sending(out.message.id)
                ]
                waits = OutboxState.PENDING in await work.outbox.depth()
            if not taken and not waits:
                return
            for one in taken:
                held[one.chat] += 1
                assert held[one.chat] == 1
                await asyncio.sleep(0)
                sent[one.chat].append(one.text)
                held[one.chat] -= 1
                async with replica.works() as work:
                    await work.outbox.sent(one.id, arrived)

    await asyncio.gather(*(deliver(replica) for replica in replicas for _ in range(2)))
    assert sent == {chat: [f"{chat}.{number}" for number in range(8)] for chat in range(6)}


async def test_a_crisis_does_not_slip_past_a_lease_being_taken(replicas: list[Database]) -> None:
    one, two, three, _ = replicas
    async with one.works() as work:
        await work.outbox.add(message("reply", 1))
    async with one.works() as taking:
        assert len(await taking.outbox.lease(NOW, 5, LEASE)) == 1
        async with two.works() as work:
            await work.outbox.add(message("crisis", 1, Purpose.CRISIS))

        async def lease() -> int:
            async with three.works() as work:
                return len(await work.outbox.lease(NOW, 5, LEASE))

        other = asyncio.create_task(lease())
        await asyncio.sleep(0)
    assert await other == 0


async def test_a_lapsed_lease_that_another_took_is_lost(replicas: list[Database]) -> None:
    one, two, _, _ = replicas
    id_ = message("a").id
    async with one.works() as work:
        await work.outbox.add(message("a"))
        await work.outbox.lease(NOW, 1, timedelta())
    async with two.works() as work:
        assert len(await work.outbox.lease(NOW, 1, LEASE)) == 1
    async with one.works() as work:
        assert not await work.outbox.sending(id_)
    async with two.works() as work:
        assert await work.outbox.sending(id_)


async def test_a_start_leaves_alone_what_another_replica_sends(replicas: list[Database]) -> None:
    one, two, _, _ = replicas
    async with one.works() as work:
        for chat, lease in enumerate((LEASE, timedelta(), LEASE, timedelta())):
            one_message = message(f"{chat}", chat)
            await work.outbox.add(one_message)
            await work.outbox.lease(NOW, 1, lease, busy=frozenset(range(chat)))
            if chat < 2:
                await work.outbox.sending(one_message.id)
    async with two.works() as work:
        recovered = await work.outbox.recover()
        assert [out.message.text for out in recovered] == ["1"]
        assert await work.outbox.depth() == {
            OutboxState.SENDING: 2,
            OutboxState.LEASED: 1,
            OutboxState.PENDING: 1,
        }


async def test_who_was_frozen_changes_nothing_of_what_another_sends(
    replicas: list[Database],
) -> None:
    frozen, other, *_ = replicas
    async with frozen.works() as work:
        await work.outbox.add(message("a"))
        (held,) = await work.outbox.lease(NOW, 1, timedelta())  # it lapses at once
        assert await work.outbox.sending(held.message.id)
    async with other.works() as work:
        (lost,) = await work.outbox.recover()
        await work.outbox.again(lost.message.id, NOW, repeat=True)
        (taken,) = await work.outbox.lease(NOW, 1, LEASE)
        assert await work.outbox.sending(taken.message.id)
    async with frozen.works() as work:
        await work.outbox.again(held.message.id, NOW, repeat=False)
        await work.outbox.close(held.message.id, OutboxState.FAILED, NOW)
        assert await work.outbox.sent(held.message.id, arrived), "it is known, if not ours"
    async with other.works() as work:
        assert await work.outbox.depth() == {OutboxState.SENDING: 1}
        assert await work.outbox.sent(taken.message.id, arrived)
        assert await work.outbox.depth() == {}


async def test_who_was_given_up_still_counts_what_nobody_took(replicas: list[Database]) -> None:
    late = replicas[0]
    await late.replicas.beat(timedelta())
    async with late.works() as work:
        await work.outbox.add(message("a"))
        (held,) = await work.outbox.lease(NOW, 1, LEASE)
        assert await work.outbox.sending(held.message.id)
    before = late.replicas.name
    await late.replicas.beat()
    assert late.replicas.name != before
    async with late.works() as work:
        assert await work.outbox.sent(held.message.id, arrived)
        assert await work.outbox.depth() == {}
