"""The menu that a message brings to its chat, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.demo.telegram.faults import Broken, TooMany
from bot.errors import NotDelivered
from tests.handlers.house import House, a_house, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.demo.telegram.faults import CallFault

MENU = (("invite", "A new client"), ("help", "How this works"))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


@pytest.fixture
async def ana(house: House) -> int:
    person = house.telegram.add_person("Ana")
    await house.telegram.say(person.id, "hello")
    return person.id


async def test_it_is_this_chats_own_and_stays(house: House, ana: int) -> None:
    ben = house.telegram.add_person("Ben")
    await house.telegram.say(ben.id, "hello")
    await house.courier.deliver(message(ana, "Settled.", menu=MENU))
    await house.courier.deliver(message(ana, "And on."))
    assert house.telegram.commands_for(ana) == list(MENU)
    assert house.telegram.commands_for(ben.id) == []


async def test_an_edit_brings_one_too(house: House, ana: int) -> None:
    at = (await house.courier.deliver(message(ana, "Which hours?"))).telegram_id
    await house.courier.deliver(message(ana, "Settled.", edits=at, menu=MENU))
    assert house.telegram.commands_for(ana) == list(MENU)


@pytest.mark.parametrize("fault", [TooMany(30), Broken(500)])
async def test_a_menu_that_cannot_be_set_holds_no_message_back(
    house: House, ana: int, fault: CallFault
) -> None:
    house.telegram.faults.plan(fault, "setMyCommands")
    await house.courier.deliver(message(ana, "Settled.", menu=MENU))
    assert house.telegram.chat(ana)[-1].text == "Settled."
    assert house.telegram.commands_for(ana) == []


async def test_a_message_that_does_not_arrive_brings_no_menu(house: House, ana: int) -> None:
    await house.telegram.block(ana)
    with pytest.raises(NotDelivered):
        await house.courier.deliver(message(ana, "Settled.", menu=MENU))
    await house.telegram.unblock(ana)
    assert house.telegram.commands_for(ana) == []
