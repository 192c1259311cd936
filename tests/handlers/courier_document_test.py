"""Files by the courier, over HTTP: what a person gets to see, and what we are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.demo.telegram.faults import Broken, TooMany
from bot.errors import NotDelivered, Refused, SurelyNotSent, Uncertain, Unreachable
from tests.handlers.house import House, a_house, button, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.demo.telegram.faults import CallFault

FILE = bytes(range(256)) * 40
NAME = "stillwater.zip"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


@pytest.fixture
async def ana(house: House) -> int:
    person = house.telegram.add_person("Ana")
    await house.telegram.say(person.id, "hello")
    return person.id


async def test_a_file_arrives_byte_for_byte_with_its_name_caption_and_keys(
    house: House, ana: int
) -> None:
    keys = ((button("Clear", "clear"),),)
    sent = message(ana, "All of it.", document=FILE, document_name=NAME, buttons=keys)
    delivered = await house.courier.deliver(sent)
    shown = house.telegram.chat(ana)[-1]
    assert (delivered.telegram_id, shown.text, shown.labels) == (shown.id, "All of it.", ["Clear"])
    assert shown.document is not None
    assert (shown.document["file_name"], shown.document["file_size"]) == (NAME, len(FILE))
    path = house.telegram.files.describe(shown.document["file_id"])["file_path"]
    assert house.telegram.files.read(path) == FILE


async def test_a_file_for_the_client_can_be_kept(house: House, ana: int) -> None:
    for protected in (False, True):
        sent = message(ana, document=FILE, document_name=NAME, protected=protected)
        at = (await house.courier.deliver(sent)).telegram_id
        kept = house.telegram.world.message(ana, at)
        assert kept is not None
        assert kept.body.get("has_protected_content", False) is protected


async def test_a_file_takes_no_messages_place(house: House, ana: int) -> None:
    at = (await house.courier.deliver(message(ana, "words"))).telegram_id
    with pytest.raises(Refused):
        await house.courier.deliver(message(ana, document=FILE, document_name=NAME, edits=at))


async def test_a_file_for_somebody_who_left(house: House, ana: int) -> None:
    await house.telegram.block(ana)
    with pytest.raises(Unreachable):
        await house.courier.deliver(message(ana, document=FILE, document_name=NAME))


@pytest.mark.parametrize(
    ("fault", "kind"), [(TooMany(7), SurelyNotSent), (Broken(502, taken=True), Uncertain)]
)
async def test_trouble_on_the_way(
    house: House, ana: int, fault: CallFault, kind: type[NotDelivered]
) -> None:
    house.telegram.faults.plan(fault, "sendDocument")
    with pytest.raises(kind) as told:
        await house.courier.deliver(message(ana, document=FILE, document_name=NAME))
    assert (told.value.__cause__, told.value.__context__) == (None, None)
