"""The outbox, on the way out: who leaves when, and in whose hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.message import Delivered, Purpose
from bot.ports import OutboxState
from tests.contract.examples import LEASE, MINUTE, NOW, ann, arrived, message, question

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports import Work, Works


async def leave(work: Work, limit: int = 10, now: datetime = NOW, **busy: frozenset[int]) -> str:
    """Lease, and give the texts."""
    taken = await work.outbox.lease(now, limit, LEASE, **busy)
    return "".join(out.message.text for out in taken)


async def test_a_message_comes_back_as_it_was(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.outbox.add(question)
    async with works() as work:
        (out,) = await work.outbox.lease(NOW, 1, LEASE)
    assert (out.message, out.attempts, out.repeats) == (question, 0, 0)


async def test_a_chat_gets_its_messages_in_order(works: Works) -> None:
    async with works() as work:
        for name in "abc":
            await work.outbox.add(message(name))
    for name in "abc":
        async with works() as work:
            assert await leave(work) == name
            assert await leave(work) == ""
            assert await work.outbox.sending(message(name).id)
            assert await leave(work) == ""
            await work.outbox.sent(message(name).id, arrived)


async def test_the_more_important_leaves_first(works: Works) -> None:
    purposes = {
        "d": Purpose.DIGEST,
        "p": Purpose.PROMPT,
        "r": Purpose.REPLY,
        "c": Purpose.CRISIS,
    }
    async with works() as work:
        for chat, (name, purpose) in enumerate(purposes.items()):
            await work.outbox.add(message(name, chat, purpose))
    async with works() as work:
        assert await leave(work) == "crpd"


async def test_within_a_chat_too(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(message("r", 1))
        await work.outbox.add(message("c", 1, Purpose.CRISIS))
        assert await leave(work) == "c"


async def test_the_older_leaves_first_whenever_it_was_queued(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(replace(message("b", 2), created_at=NOW + MINUTE))
        await work.outbox.add(message("a", 1))
        await work.outbox.add(replace(message("c", 2), created_at=NOW + 2 * MINUTE))
        assert await leave(work) == "ab"


async def test_no_more_than_asked_for(works: Works) -> None:
    async with works() as work:
        for chat, name in enumerate("abc"):
            await work.outbox.add(message(name, chat))
        assert await leave(work, 2) == "ab"
        assert await leave(work, 2) == "c"


async def test_a_busy_chat_waits(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(message("a", 1))
        await work.outbox.add(message("b", 2))
        assert await leave(work, busy=frozenset({1, 77})) == "b"
        assert await leave(work) == "a"


async def test_a_lease_that_lapsed_comes_free(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(message("a"))
        await work.outbox.add(message("b"))
        (held,) = await work.outbox.lease(NOW, 1, timedelta())
        assert held.message.text == "a"
    async with works() as work:
        assert await leave(work) == "a"
        assert await leave(work, now=NOW + timedelta(days=1)) == ""


async def test_the_intent_is_committed_once(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(message("a"))
        assert not await work.outbox.sending(message("a").id)
        await leave(work)
        assert await work.outbox.sending(message("a").id)
        assert not await work.outbox.sending(message("a").id)


async def test_one_that_waits_holds_up_its_chat_and_no_other(works: Works) -> None:
    async with works() as work:
        for chat, name in ((1, "a"), (1, "b"), (2, "c")):
            await work.outbox.add(message(name, chat))
        await work.outbox.lease(NOW, 1, LEASE)
        await work.outbox.again(message("a").id, NOW + MINUTE, repeat=False)
        assert await leave(work) == "c"
        assert await leave(work, now=NOW + MINUTE) == "a"


async def test_what_was_tried_is_counted(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(message("a"))
        for repeat in (False, True, False):
            await work.outbox.lease(NOW, 1, LEASE)
            await work.outbox.again(message("a").id, NOW, repeat=repeat)
        (out,) = await work.outbox.lease(NOW, 1, LEASE)
        assert (out.attempts, out.repeats) == (2, 1)


async def test_recovery_frees_the_leased_and_names_the_uncertain(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.outbox.add(message("a", 1))
        await work.outbox.add(message("b", 2))
        await work.outbox.add(question)
        await work.outbox.lease(NOW, 3, timedelta())
        await work.outbox.sending(question.id)
    async with works() as work:
        assert [out.message for out in await work.outbox.recover()] == [question]
        assert await work.outbox.depth() == {OutboxState.PENDING: 2, OutboxState.SENDING: 1}
        await work.outbox.again(question.id, NOW, repeat=True)
    async with works() as work:
        assert list(await work.outbox.recover()) == []
        assert await leave(work) == "ab" + question.text


async def test_recovery_takes_nothing_out_of_living_hands(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.outbox.add(message("a", 1))
        await work.outbox.add(message("b", 2))
        await work.outbox.lease(NOW, 2, LEASE)
        await work.outbox.sending(message("b", 2).id)
    async with works() as work:
        assert list(await work.outbox.recover()) == []
        assert await work.outbox.depth() == {OutboxState.LEASED: 1, OutboxState.SENDING: 1}


async def test_what_left_leaves_no_more(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(message("a"))
        await leave(work)
        await work.outbox.sending(message("a").id)
        await work.outbox.sent(message("a").id, Delivered(5, NOW))
    async with works() as work:
        await work.outbox.again(message("a").id, NOW, repeat=True)
        await work.outbox.close(message("a").id, OutboxState.FAILED, NOW)
        assert await work.outbox.depth() == {}
        assert await leave(work) == ""
