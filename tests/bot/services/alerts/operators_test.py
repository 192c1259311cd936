"""Operators: linked by an invitation, told plainly what that is, and told no more than that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.arrival import Command, InGroup
from bot.care import InviteKind
from bot.errors import Unreachable
from bot.message import Message, MessageId
from bot.ports import Outgoing
from bot.services import fates
from bot.services.enrol import operators
from bot.services.enrol.invites import LETTERS
from tests.bot.services.alerts.watch import OLGA, begins, watch
from tests.bot.services.counsel.desk import desk
from tests.bot.services.room import ANN, DANA, Room

WEEK = timedelta(weeks=1)


async def invited(room: Room, locale: str = "") -> str:
    async with room.store.works() as work:
        code, _ = await operators.invite(work, locale, room.clock.now())
    return code


async def linked(room: Room) -> list[int]:
    async with room.store.works() as work:
        return [one.chat for one in await work.operators.all()]


async def opens(room: Room, code: str, chat: int = OLGA) -> None:
    await room.happen(Command("start", code), chat)


async def test_a_link_makes_one_operator_who_reads_what_that_is(room: Room) -> None:
    code = await invited(room)
    assert code.startswith(LETTERS[InviteKind.OPERATOR])
    await opens(room, code)
    assert await linked(room) == [OLGA]
    for phrase in ("operator.linked", "operator.told", "operator.never"):
        assert room.say(phrase) in room.last(OLGA).text
    await opens(room, code, 32)
    assert room.last(32).text == room.say("code.used")
    assert await linked(room) == [OLGA]


async def test_the_language_is_that_of_the_invitation(room: Room) -> None:
    await opens(room, await invited(room, "es"))
    assert room.last(OLGA).text.startswith("Desde ahora este chat")
    await room.write("hola", OLGA)
    assert room.last(OLGA).text.startswith("Este chat es de quien gestiona")


async def test_what_an_operator_writes_begins_no_welcome(room: Room) -> None:
    await opens(room, await invited(room))
    await room.write("hello?", OLGA)
    assert room.last(OLGA).text == room.say("operator.home")
    await room.give("help", OLGA)
    assert "988" in room.last(OLGA).text
    async with room.store.works() as work:
        assert await work.clients.by_chat(OLGA) is None


@pytest.mark.parametrize("way", ["key", "command"])
async def test_an_operator_can_end_it(room: Room, way: str) -> None:
    await opens(room, await invited(room))
    if way == "key":
        await room.tap(room.say("operator.leave"), OLGA)
    else:
        await room.give("stop", OLGA)
    assert room.last(OLGA).text == room.say("operator.left")
    assert await linked(room) == []


async def test_a_group_is_never_linked(room: Room) -> None:
    await room.happen(InGroup(), -100)
    assert await linked(room) == []


async def test_a_client_is_no_operator(room: Room) -> None:
    await room.welcome()
    await opens(room, await invited(room), ANN)
    assert room.last().text == room.say("become.client")
    assert await linked(room) == []


async def test_a_counselor_may_be_one_too() -> None:
    room = await desk()
    await opens(room, await invited(room), DANA)
    assert await linked(room) == [DANA]
    await room.give("alerts", DANA)
    assert room.say("operator.home") in room.last(DANA).text
    await room.give("clients", DANA)
    await room.give("alerts", DANA)
    await room.tap(room.say("operator.leave"), DANA)
    assert await linked(room) == []


async def test_a_link_past_its_time_opens_nothing(room: Room) -> None:
    code = await invited(room)
    await room.pass_(timedelta(days=14))
    await opens(room, code)
    assert room.last(OLGA).text == room.say("code.expired")


async def test_the_week_names_what_needs_somebody() -> None:
    room = await watch()
    await opens(room, await invited(room), 32)
    await begins(room)
    await room.pass_(WEEK)
    said = room.texts(32)[-1]
    assert "Open alerts that nobody is on: 1." in said
    assert "Blue scarf" not in " ".join(room.texts(32))
    await room.tap("Reached them", DANA)
    await room.pass_(WEEK)
    assert "Open alerts" not in room.texts(32)[-1]
    assert room.timers().count("operators") == 1


async def test_who_cannot_be_reached_is_an_operator_no_more(room: Room) -> None:
    await opens(room, await invited(room))
    now = room.clock.now()
    message = Message(MessageId("0" * 32), OLGA, "The week", now)
    async with room.store.works() as work:
        await work.outbox.add(message)
        await fates.land(work, Outgoing(message, 0, 0), Unreachable(), now)
    assert await linked(room) == []


async def test_who_was_in_the_welcome_leaves_it_by_the_link(room: Room) -> None:
    await room.give("start", OLGA)
    await opens(room, await invited(room))
    await room.write("hello", OLGA)
    assert room.last(OLGA).text == room.say("operator.home")
