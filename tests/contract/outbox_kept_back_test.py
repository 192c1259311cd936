"""The outbox, kept back: what a client opens before it leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.ports import OutboxState
from tests.contract.examples import ANN, BEN, LEASE, MINUTE, NOW, ann, ben, message

if TYPE_CHECKING:
    from bot.message import Message
    from bot.people import Client
    from bot.ports import Works


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)


def to(client: Client, name: str) -> Message:
    return replace(message(name), client=client.id, chat=client.chat)


async def test_it_waits_until_it_is_opened(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(to(ann, "a"), kept_back=True)
        await work.outbox.add(to(ben, "b"), kept_back=True)
        await work.outbox.add(to(ann, "c"))
    async with works() as work:
        (out,) = await work.outbox.lease(NOW, 5, LEASE)
        assert out.message == to(ann, "c")
        await work.outbox.close(out.message.id, OutboxState.FAILED, NOW)
        assert await work.outbox.release(ANN, NOW) == 1
        assert await work.outbox.release(ANN, NOW) == 0
    async with works() as work:
        (out,) = await work.outbox.lease(NOW, 5, LEASE)
        assert out.message == to(ann, "a")
        assert (await work.outbox.depth())[OutboxState.KEPT_BACK] == 1


async def test_what_has_expired_is_not_opened_any_more(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(replace(to(ann, "a"), expires_at=NOW), kept_back=True)
        await work.outbox.add(replace(to(ann, "b"), expires_at=NOW + MINUTE), kept_back=True)
        assert await work.outbox.release(ANN, NOW) == 1
    async with works() as work:
        assert await work.outbox.depth() == {OutboxState.EXPIRED: 1, OutboxState.PENDING: 1}


async def test_what_tells_somebody_else_of_them_is_not_theirs_to_open(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(replace(to(ann, "a"), chat=999), kept_back=True)
        assert await work.outbox.release(ANN, NOW) == 0


async def test_it_goes_with_whatever_else_waits(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(to(ann, "a"), kept_back=True)
        await work.outbox.add(to(ann, "b"))
        await work.outbox.add(to(ben, "c"), kept_back=True)
        assert await work.outbox.drop(ANN) == 2
        assert await work.outbox.release(BEN, NOW) == 1
