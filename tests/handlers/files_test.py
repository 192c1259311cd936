"""Files that people sent, fetched over HTTP within bounds, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.demo.telegram.faults import Broken, Reset, Silence
from bot.errors import NotFetched, TooBig
from handlers.files import BotFiles
from handlers.transport import Transport
from tests.handlers.house import House, a_house
from tests.handlers.loopback import api, bot_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.demo.telegram.faults import CallFault

MOST = 64 * 1024


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


async def sent(house: House, content: bytes) -> str:
    """Let somebody send a file; give Telegram's id of it."""
    person = house.telegram.add_person("Dana")
    await house.telegram.say(person.id, "hello")
    message = await house.telegram.send_document(person.id, "sleep.toml", content)
    return str(message["document"]["file_id"])


@pytest.mark.parametrize("size", [1, MOST])
async def test_a_file_comes_byte_for_byte(house: House, size: int) -> None:
    content = bytes(range(256)) * (size // 256) or b"x"
    assert await house.files.fetch(await sent(house, content), MOST) == content


async def test_a_file_that_is_too_large_is_not_read(house: House) -> None:
    with pytest.raises(TooBig):
        await house.files.fetch(await sent(house, b"x" * (MOST + 1)), MOST)


@pytest.mark.parametrize("fault", [Broken(500), Reset(), Silence()], ids=repr)
async def test_trouble_on_the_way_is_told_without_telegrams_words(
    house: House, fault: CallFault
) -> None:
    file = await sent(house, b"x")
    house.telegram.faults.plan(fault, "getFile")
    with pytest.raises(NotFetched) as caught:
        await house.files.fetch(file, MOST)
    assert caught.value.__cause__ is caught.value.__context__ is None


async def test_a_file_nobody_knows_is_not_fetched(house: House) -> None:
    with pytest.raises(NotFetched):
        await house.files.fetch("document-99999999", MOST)


@pytest.mark.parametrize(
    "answer",
    [
        {"file_id": "f", "file_unique_id": "u"},
        {"file_id": "f", "file_unique_id": "u", "file_path": "/etc/hostname"},
        {"file_id": "f", "file_unique_id": "u", "file_path": "documents/f", "file_size": MOST + 1},
        {"file_id": "f", "file_unique_id": "u", "file_path": "documents/gone"},
    ],
    ids=["nowhere", "on its disk", "too large", "gone"],
)
async def test_what_cannot_be_had_is_not_fetched(answer: dict[str, object]) -> None:
    async def tell(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/getFile"):
            return web.json_response({"ok": True, "result": answer})
        return web.json_response({"ok": False, "error_code": 404}, status=404)

    road = Transport(read_timeout=5)
    async with api(tell) as origin, bot_at(origin, road) as bot:
        with pytest.raises(NotFetched):
            await BotFiles(bot, road).fetch("f", MOST)


@pytest.mark.parametrize("slow", [False, True], ids=["endless", "a byte now and then"])
async def test_a_file_without_an_end_is_left_where_it_is_too_large_or_too_slow(
    *, slow: bool
) -> None:
    written = 0

    async def pour(request: web.Request) -> web.StreamResponse:
        nonlocal written
        if request.path.endswith("/getFile"):
            told = {"file_id": "f", "file_unique_id": "u", "file_path": "documents/f"}
            return web.json_response({"ok": True, "result": told})
        response = web.StreamResponse()
        await response.prepare(request)
        while True:  # until the one who reads has gone
            await response.write(b"x" if slow else b"x" * MOST)
            written += MOST
            await asyncio.sleep(0.05 if slow else 0)

    road = Transport(read_timeout=5)
    async with api(pour) as origin, bot_at(origin, road) as bot:
        with pytest.raises(NotFetched) as caught:
            await BotFiles(bot, road, patience=0.3).fetch("f", MOST)
    assert isinstance(caught.value, TooBig) is not slow
    assert written < 100 * MOST
