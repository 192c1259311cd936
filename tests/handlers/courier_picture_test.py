"""Pictures by the courier, over HTTP: what a person gets to see, and what we are told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.telegram.faults import Broken, Reset, TooMany
from bot.errors import NotDelivered, Refused, SurelyNotSent, Uncertain, Unreachable
from bot.pictures import qr
from tests.handlers.house import NOON, House, a_house, button, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.demo.telegram import MessageView
    from bot.demo.telegram.faults import CallFault

PICTURE = qr.png("https://t.me/stillwater_bot?start=c-0123456789")
CAPTION = "For J., *until* 17 March: https://t.me/stillwater_bot?start=c-0123456789"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


@pytest.fixture
async def ana(house: House) -> int:
    person = house.telegram.add_person("Ana")
    await house.telegram.say(person.id, "hello")
    return person.id


def newest(house: House, person: int) -> MessageView:
    return house.telegram.chat(person)[-1]


async def test_a_picture_arrives_byte_for_byte_with_its_caption_and_keys(
    house: House, ana: int
) -> None:
    keys = ((button("Take it back", "uninvite", "7"),),)
    sent = message(ana, CAPTION, picture=PICTURE, buttons=keys)
    delivered = await house.courier.deliver(sent)
    shown = newest(house, ana)
    assert (delivered.telegram_id, delivered.at) == (shown.id, NOON)
    assert (shown.text, shown.labels) == (CAPTION, ["Take it back"])
    assert {entity["type"] for entity in shown.entities} == {"url"}
    assert shown.photo is not None
    path = house.telegram.files.describe(shown.photo["file_id"])["file_path"]
    assert house.telegram.files.read(path) == PICTURE


async def test_a_picture_alone_with_the_lasting_keyboard(house: House, ana: int) -> None:
    await house.courier.deliver(message(ana, "", picture=PICTURE, keyboard=(("Help",),)))
    shown = newest(house, ana)
    assert (shown.text, shown.photo is not None) == ("", True)
    assert shown.keyboard is not None
    assert shown.keyboard["keyboard"] == [[{"text": "Help"}]]


async def test_the_keys_of_a_picture_are_changed_and_taken_away(house: House, ana: int) -> None:
    first = message(ana, CAPTION, picture=PICTURE, buttons=((button("Yes", "yes"),),))
    at = (await house.courier.deliver(first)).telegram_id
    await house.courier.deliver(message(ana, "", edits=at, buttons=((button("No", "no"),),)))
    assert newest(house, ana).labels == ["No"]
    await house.courier.deliver(message(ana, "", edits=at))
    shown = newest(house, ana)
    assert (shown.labels, shown.text, shown.photo is not None) == ([], CAPTION, True)


async def test_what_will_never_be_taken(house: House, ana: int) -> None:
    at = (await house.courier.deliver(message(ana, picture=PICTURE))).telegram_id
    for bad in (
        message(ana, "words in place of a picture", edits=at),
        message(ana, "", edits=at, picture=PICTURE),
        message(ana, "x" * 1025, picture=PICTURE),
        message(ana, picture=b"no picture at all"),
    ):
        with pytest.raises(Refused):
            await house.courier.deliver(bad)
    assert newest(house, ana).id == at


async def test_a_picture_for_somebody_who_left(house: House, ana: int) -> None:
    await house.telegram.block(ana)
    with pytest.raises(Unreachable):
        await house.courier.deliver(message(ana, picture=PICTURE))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (TooMany(7), SurelyNotSent),
        (Broken(502, taken=True), Uncertain),
        (Reset(taken=True), Uncertain),
    ],
)
async def test_trouble_on_the_way(
    house: House, ana: int, fault: CallFault, kind: type[NotDelivered]
) -> None:
    house.telegram.faults.plan(fault, "sendPhoto")
    with pytest.raises(kind) as told:
        await house.courier.deliver(message(ana, picture=PICTURE))
    assert (told.value.__cause__, told.value.__context__) == (None, None)
    if isinstance(told.value, SurelyNotSent):
        assert told.value.again_after == timedelta(seconds=7)
