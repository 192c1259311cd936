"""What is held about one client, read whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.ports import Came, OutboxState, Sat
from bot.schedule.occurrences import State
from tests.contract import held
from tests.contract.examples import ANN, BEN, MINUTE, NOW, ben, prompt
from tests.contract.held import HOUR
from tests.contract.share_test import own

if TYPE_CHECKING:
    from bot.ports import Works


@pytest.fixture(autouse=True)
async def theirs(works: Works) -> None:
    await held.hold(works)


async def test_conversations_come_with_their_times(works: Works) -> None:
    async with works() as work:
        assert await work.holdings.conversations(ANN) == [
            Sat(held.other, NOW - HOUR, NOW - HOUR),
            Sat(held.talk, NOW, NOW + MINUTE),
        ]
        assert await work.holdings.said(ANN) == {"mark-script/mark-line": NOW}


async def test_occurrences_come_with_their_history(works: Works) -> None:
    async with works() as work:
        found = await work.holdings.occurrences(ANN)
    sent = [replace(one, state=State.SENT) for one in (held.evening, prompt)]
    assert [one.occurrence for one in found] == sent
    assert [one.history for one in found] == [
        (Came(State.PLANNED, NOW, ""), Came(State.SENT, NOW + HOUR, f"mark-detail-{one.checkin}"))
        for one in sent
    ]


async def test_messages_come_as_far_as_they_got(works: Works) -> None:
    async with works() as work:
        sent, waits, about = await work.holdings.messages(ANN)
    assert (sent.state, sent.message, sent.theirs) == (OutboxState.SENT, None, True)
    assert (sent.telegram_id, sent.ended_at, sent.turn) == (100, NOW + MINUTE, 4)
    assert (waits.state, waits.message, waits.theirs) == (OutboxState.PENDING, held.waiting, True)
    assert (waits.attempts, waits.repeats, waits.ended_at) == (0, 1, None)
    assert (about.state, about.message, about.theirs) == (
        OutboxState.UNCERTAIN,
        held.about,
        False,
    )
    assert about.ended_at == NOW + HOUR


async def test_the_rest_is_theirs_too(works: Works) -> None:
    async with works() as work:
        assert await work.holdings.timers(ANN) == list(held.timers)
        assert await work.holdings.incoming(ANN) == {71: NOW}
        assert await work.holdings.drafts(ANN) == [held.draft]
        assert await work.holdings.owns(ANN) == [replace(own, clients=frozenset({ANN}))]
        await work.owns.put(replace(own, withdrawn_at=NOW))
        assert [one.withdrawn_at for one in await work.holdings.owns(ANN)] == [NOW]


async def test_nobody_else_has_any_of_it(works: Works) -> None:
    async with works() as work:
        reads = work.holdings
        assert not [
            *await reads.conversations(BEN),
            *await reads.said(BEN),
            *await reads.occurrences(BEN),
            *await reads.timers(BEN),
            *await reads.messages(BEN),
            *await reads.incoming(BEN),
            *await reads.drafts(BEN),
        ]
        assert [one.clients for one in await reads.owns(BEN)] == [frozenset({ben.id})]
