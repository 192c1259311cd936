"""Looks, what a client shows, and what is taken back before it leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import StillwaterError
from bot.looks import Look, Seen
from bot.people import ClientId
from bot.ports import OutboxState
from tests.contract.care_test import DANA, EVA, dana, eva
from tests.contract.examples import ANN, BEN, LEASE, MINUTE, NOW, ann, ben, goal, message, some_id
from tests.contract.share_test import brief

if TYPE_CHECKING:
    from bot.message import Message
    from bot.ports import Works

LIST, CARD = Look(ANN, DANA, Seen.LIST, NOW), Look(ANN, DANA, Seen.CARD, NOW)


@pytest.fixture(autouse=True)
async def people(works: Works) -> None:
    async with works() as work:
        for client in (ann, ben):
            await work.clients.add(client)
        for counselor in (dana, eva):
            await work.counselors.add(counselor)


def telling(name: str, *tells: tuple[ClientId, Seen], chat: int = dana.chat) -> Message:
    """Give a message to a counselor that tells so of clients."""
    whose = tells[0][0] if len(tells) == 1 else None
    return replace(message(name), client=whose, chat=chat, tells=tells)


async def test_looks_stand_in_the_order_in_which_they_were(works: Works) -> None:
    later = replace(CARD, counselor=EVA, at=NOW + MINUTE)
    async with works() as work:
        await work.looks.add([LIST, replace(LIST, client=BEN), CARD])
        await work.looks.add([])
        await work.looks.add([later])
    async with works() as work:
        assert await work.looks.of(ANN) == [LIST, CARD, later]
        assert await work.looks.of(BEN) == [replace(LIST, client=BEN)]


async def test_a_look_at_nobody_is_refused(works: Works) -> None:
    with pytest.raises(StillwaterError):
        async with works() as work:
            await work.looks.add([replace(LIST, client=ClientId(some_id("nobody")))])


async def test_looks_go_with_the_client(works: Works) -> None:
    async with works() as work:
        await work.looks.add([LIST, replace(LIST, client=BEN)])
        await work.clients.remove(ANN)
    async with works() as work:
        assert await work.looks.of(ANN) == []
        assert len(await work.looks.of(BEN)) == 1


async def test_that_words_are_shown_is_kept(works: Works) -> None:
    async with works() as work:
        await work.words.put(replace(goal, shown=True))
    async with works() as work:
        found = await work.words.get(goal.id)
        assert found is not None
        assert found.shown
        await work.words.put(replace(found, shown=False))
    async with works() as work:
        found = await work.words.get(goal.id)
        assert found is not None
        assert not found.shown


async def test_what_has_not_left_is_taken_back(works: Works) -> None:
    card = telling("card", (ANN, Seen.CARD))
    listed = telling("list", (BEN, Seen.LIST), (ANN, Seen.LIST))
    brief_ = telling("brief", (ANN, Seen.BRIEF))
    others = telling("others", (BEN, Seen.CARD))
    evas = telling("evas", (ANN, Seen.CARD), chat=eva.chat)
    async with works() as work:
        for one in (card, listed, brief_, others, evas):
            await work.outbox.add(one)
    async with works() as work:
        taken = await work.outbox.recall(dana.chat, ANN, {Seen.CARD, Seen.LIST})
        assert {one.id for one in taken} == {card.id, listed.id}
        assert {one.tells for one in taken} == {card.tells, listed.tells}
        assert await work.outbox.recall(dana.chat, ANN, {Seen.CARD, Seen.LIST}) == []
    async with works() as work:
        left = await work.outbox.depth()
    assert left[OutboxState.PENDING] == 3


async def test_what_is_in_somebodys_hands_is_taken_out_of_them(works: Works) -> None:
    card = telling("card", (ANN, Seen.CARD))
    async with works() as work:
        await work.outbox.add(card)
    async with works() as work:
        assert len(await work.outbox.lease(NOW, 5, LEASE)) == 1
    async with works() as work:
        assert len(await work.outbox.recall(dana.chat, ANN, {Seen.CARD})) == 1
    async with works() as work:
        assert not await work.outbox.sending(card.id)


async def test_a_brief_is_dropped(works: Works) -> None:
    async with works() as work:
        await work.briefs.put(brief)
    async with works() as work:
        await work.briefs.drop(brief.id)
        await work.briefs.drop(brief.id)
    async with works() as work:
        assert await work.briefs.get(brief.id) is None
