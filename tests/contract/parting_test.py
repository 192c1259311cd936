"""What an outbox keeps to when a client goes: taken back, let arrive, and nothing left behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.message import Delivered, Purpose
from tests.contract.examples import ANN, BEN, LEASE, MINUTE, NOW, ann, ben, message, question

if TYPE_CHECKING:
    from bot.message import Message
    from bot.ports import Outgoing, Work, Works

DAY = timedelta(days=1)
DANA = 21
"""The chat of somebody else."""


def said(name: str, chat: int = ann.chat, purpose: Purpose = Purpose.REPLY) -> Message:
    return replace(message(name, chat, purpose), client=ANN)


async def lease(work: Work) -> list[Outgoing]:
    return list(await work.outbox.lease(NOW, 10, LEASE))


async def sent(works: Works, one: Message, number: int, minutes: int = 0) -> None:
    async with works() as work:
        await work.outbox.add(one)
        assert await work.outbox.sent(one.id, Delivered(number, NOW + minutes * MINUTE))


async def test_what_reached_a_chat_lately_is_known_by_its_id(works: Works) -> None:
    async with works() as work:
        await work.clients.add(ann)
        await work.clients.add(ben)
    await sent(works, said("long ago"), 7)
    await sent(works, said("lately"), 9, minutes=5)
    await sent(works, message("before they agreed", ann.chat), 8, minutes=5)
    await sent(works, replace(said("changed"), edits=9), 9, minutes=6)
    await sent(works, said("of them, to somebody else", DANA), 10, minutes=5)
    await sent(works, replace(message("to Ben", ben.chat), client=BEN), 11, minutes=5)
    async with works() as work:
        await work.outbox.add(said("on its way"))
        assert await work.outbox.recent(ANN, NOW + 5 * MINUTE) == [8, 9]
        assert await work.outbox.recent(ANN, NOW) == [7, 8, 9]


async def test_a_message_forgotten_leaves_nothing(works: Works) -> None:
    async with works() as work:
        await work.outbox.add(message("one"))
        await work.outbox.add(message("two", chat=2))
        await work.outbox.forget(message("one").id)
        await work.outbox.forget(message("one").id)
        assert sum((await work.outbox.depth()).values()) == 1
        assert not await work.outbox.sent(message("one").id, Delivered(1, NOW))


async def test_alerts_on_their_way_arrive_though_their_client_goes(works: Works) -> None:
    alert = said("an alert", DANA, Purpose.ALERT)
    async with works() as work:
        await work.clients.add(ann)
        for one in (
            alert,
            said("a brief", DANA, Purpose.DIGEST),
            said("to their own chat", purpose=Purpose.ALERT),
            message("before they agreed", ann.chat),
            message("a stranger's", chat=5),
        ):
            await work.outbox.add(one)
        await work.outbox.part(ANN, NOW + DAY)
        await work.clients.remove(ANN)
    async with works() as work:
        left = {out.message.chat: out.message for out in await lease(work)}
    assert left == {
        DANA: replace(alert, client=None, expires_at=NOW + DAY, fleeting=True),
        5: message("a stranger's", chat=5),
    }


async def test_an_alert_in_the_air_belongs_to_nobody_either(works: Works) -> None:
    alert = said("an alert", DANA, Purpose.ALERT)
    async with works() as work:
        await work.clients.add(ann)
        await work.outbox.add(alert)
        await lease(work)
        await work.outbox.sending(alert.id)
        await work.outbox.part(ANN, NOW + DAY)
        await work.clients.remove(ANN)
    async with works() as work:
        await work.outbox.again(alert.id, NOW, repeat=True)
        assert [out.message.text for out in await lease(work)] == ["an alert"]


async def test_a_fleeting_message_is_known_for_one(works: Works) -> None:
    flies = replace(message("farewell"), fleeting=True, deletes=(3, 4))
    async with works() as work:
        await work.clients.add(ann)
        await work.outbox.add(flies)
        await work.outbox.add(question)
        assert {out.message for out in await lease(work)} == {flies, question}


async def test_erasing_whoever_is_not_there_is_nothing(works: Works) -> None:
    async with works() as work:
        await work.clients.remove(ANN)
    async with works() as work:
        await work.clients.add(ann)
        assert await work.clients.get(ANN) == ann
