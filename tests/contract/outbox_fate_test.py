"""The outbox, afterwards: what became of a message, and what that says about a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.interview.conversation import ConversationId
from bot.message import Delivered, MessageId
from bot.ports import OutboxState
from tests.contract.examples import (
    ANN,
    BEN,
    LEASE,
    MINUTE,
    NOW,
    TALK,
    ann,
    arrived,
    ben,
    message,
    question,
    some_id,
)

if TYPE_CHECKING:
    from bot.message import Message
    from bot.ports import Work, Works

ENDS = (OutboxState.UNCERTAIN, OutboxState.FAILED, OutboxState.EXPIRED)


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)


def asking(name: str, turn: int) -> Message:
    return replace(question, id=MessageId(some_id(name)), turn=turn)


async def deliver(work: Work, *messages: Message, first: int = 100) -> None:
    """Send each; Telegram numbers them upwards from `first`."""
    for number, one in enumerate(messages, first):
        await work.outbox.add(one)
        await work.outbox.lease(NOW, 1, LEASE)
        assert await work.outbox.sending(one.id)
        await work.outbox.sent(one.id, Delivered(number, NOW))


@pytest.mark.parametrize("end", ENDS)
async def test_an_end_is_an_end(works: Works, end: OutboxState) -> None:
    async with works() as work:
        await work.outbox.add(message("a"))
        await work.outbox.add(message("b"))
        await work.outbox.lease(NOW, 1, LEASE)
        await work.outbox.close(message("a").id, end, NOW)
    async with works() as work:
        assert await work.outbox.depth() == {end: 1, OutboxState.PENDING: 1}
        (out,) = await work.outbox.lease(NOW, 5, LEASE)
        assert out.message == message("b")


async def test_the_uncertain_may_be_sent_again(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(question)
        await work.outbox.close(question.id, OutboxState.UNCERTAIN, NOW)
        await work.outbox.again(question.id, NOW, repeat=True)
        (out,) = await work.outbox.lease(NOW, 1, LEASE)
        assert (out.message, out.repeats) == (question, 1)


async def test_the_last_question_before_a_message(works: Works) -> None:
    async with works() as work:
        await deliver(work, asking("one", 1), asking("two", 2), replace(message("c"), client=ANN))
    async with works() as work:
        assert await work.outbox.asked(ANN, 100) is None
        assert await work.outbox.asked(ANN, 101) == (TALK, 1)
        assert await work.outbox.asked(ANN, 102) == (TALK, 2)
        assert await work.outbox.asked(ANN, 500) == (TALK, 2)
        assert await work.outbox.asked(BEN, 500) is None


async def test_what_was_not_delivered_was_not_asked(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(question)
        assert await work.outbox.asked(ANN, 500) is None


@pytest.mark.parametrize("again", [True, False])
async def test_what_may_have_arrived_may_have_been_asked(works: Works, again: bool) -> None:
    later = replace(asking("two", 2), created_at=NOW + MINUTE)
    async with works() as work:
        await deliver(work, asking("one", 1))
        await work.outbox.add(later)
        await work.outbox.lease(NOW + MINUTE, 1, LEASE)
        assert await work.outbox.asked(ANN, 500, NOW + 2 * MINUTE) == (TALK, 1)
        if again:
            await work.outbox.again(later.id, NOW + MINUTE, repeat=True)
        else:
            await work.outbox.close(later.id, OutboxState.UNCERTAIN, NOW + MINUTE)
    async with works() as work:
        assert await work.outbox.asked(ANN, 500) == (TALK, 1)
        assert await work.outbox.asked(ANN, 500, NOW + MINUTE) == (TALK, 1)
        assert await work.outbox.asked(ANN, 500, NOW + 2 * MINUTE) == (TALK, 2)
        assert await work.outbox.asked(BEN, 500, NOW + 2 * MINUTE) is None
        await work.outbox.sent(later.id, Delivered(110, NOW))
        assert await work.outbox.asked(ANN, 105, NOW + 2 * MINUTE) == (TALK, 2 if again else 1)
        assert await work.outbox.asked(ANN, 105, NOW) == (TALK, 1)


async def test_a_question_edited_into_another_asks_the_other(works: Works) -> None:
    async with works() as work:
        await deliver(work, asking("one", 1))
        await deliver(work, asking("two", 2), first=100)
        assert await work.outbox.asked(ANN, 101) == (TALK, 2)


@pytest.mark.parametrize("end", [*ENDS, None])
async def test_a_tap_heals_what_was_not_counted(works: Works, end: OutboxState | None) -> None:
    async with works() as work:
        await work.outbox.add(question)
        await work.outbox.lease(NOW, 1, LEASE)
        await work.outbox.sending(question.id)
        if end is not None:
            await work.outbox.close(question.id, end, NOW)
        await work.outbox.heal(TALK, 2, arrived)
        await work.outbox.heal(ConversationId(some_id("other")), 3, arrived)
        assert sum((await work.outbox.depth()).values()) == 1
        await work.outbox.heal(TALK, 3, arrived)
    async with works() as work:
        assert await work.outbox.depth() == {}
        assert await work.outbox.asked(ANN, 101) == (TALK, 3)
        assert list(await work.outbox.recover()) == []


async def test_a_tap_takes_back_the_repeat(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(question)
        await work.outbox.lease(NOW, 1, LEASE)
        await work.outbox.again(question.id, NOW, repeat=True)
        await work.outbox.heal(TALK, 3, arrived)
        assert list(await work.outbox.lease(NOW, 1, LEASE)) == []


async def test_a_tap_on_a_prompt_takes_back_its_repeat(works: Works) -> None:
    knock = replace(message("a"), client=ANN, occurrence="soon")
    other = replace(message("b"), client=ANN, occurrence="late")
    async with works() as work:
        await work.outbox.add(knock)
        await work.outbox.add(other)
        await work.outbox.lease(NOW, 1, LEASE)
        await work.outbox.again(knock.id, NOW, repeat=True)
        await work.outbox.heal_prompt(BEN, "soon", arrived)
        assert await work.outbox.depth() == {OutboxState.PENDING: 2}
        await work.outbox.heal_prompt(ANN, "soon", arrived)
    async with works() as work:
        assert [out.message for out in await work.outbox.lease(NOW, 5, LEASE)] == [other]
        assert await work.outbox.depth() == {OutboxState.LEASED: 1}


async def test_a_tap_changes_nothing_that_was_counted(works: Works) -> None:
    async with works() as work:
        await deliver(work, question)
        await work.outbox.heal(TALK, 3, Delivered(700, NOW))
        assert await work.outbox.asked(ANN, 101) == (TALK, 3)


async def test_what_still_waits_is_dropped_for_one_client(works: Works) -> None:
    async with works() as work:
        await deliver(work, asking("sent", 1))
        await work.outbox.add(asking("waits", 2))
        await work.outbox.add(asking("too", 3))
        await work.outbox.add(replace(message("b", ben.chat), client=BEN))
        assert await work.outbox.drop(ANN) == 2
        await work.outbox.add(replace(message("brief", ben.chat), client=ANN))
        assert await work.outbox.drop(ANN) == 0
    async with works() as work:
        assert await work.outbox.depth() == {OutboxState.PENDING: 2}


async def test_who_is_erased_takes_along_what_was_to_be_told_of_them(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(replace(message("brief", ben.chat), client=ANN))
        await work.outbox.add(replace(message("b", ben.chat), client=BEN))
    async with works() as work:
        await work.clients.remove(ANN)
    async with works() as work:
        assert await work.outbox.depth() == {OutboxState.PENDING: 1}
