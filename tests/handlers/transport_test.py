"""The transport against real sockets: what arrives and what the Bot API refuses."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from telegram import InputMediaPhoto
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from handlers.transport import Transport
from tests.handlers.loopback import (
    OK,
    TOKEN,
    api,
    bot_at,
    failure,
    http,
    nothing_told,
    read_request,
    wire,
)

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

MESSAGE = {"message_id": 5, "date": 1_700_000_000, "chat": {"id": 9, "type": "private"}}


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with nothing_told(caplog):
        yield


# What arrives


async def test_a_message_arrives_with_its_parameters_and_comes_back_as_an_object() -> None:
    seen: list[dict[str, Any]] = []

    async def answer(request: web.Request) -> web.Response:
        assert request.method == "POST"
        assert request.headers["User-Agent"].startswith("python-telegram-bot")
        seen.append({"path": request.path, **await request.post()})
        return web.json_response({"ok": True, "result": MESSAGE})

    async with api(answer) as origin, bot_at(origin) as bot:
        message = await bot.send_message(9, "¿Qué tal? 🌱 & =\ud800", protect_content=True)
    assert message.message_id == 5
    assert message.date == dt.datetime.fromtimestamp(1_700_000_000, dt.UTC)
    assert seen == [
        {
            "path": f"/bot{TOKEN}/sendMessage",
            "chat_id": "9",
            "text": "¿Qué tal? 🌱 & =?",  # half a pair cannot be written, the rest can
            "protect_content": "true",
        }
    ]


async def test_a_call_without_parameters_has_no_body() -> None:
    async def answer(request: web.Request) -> web.Response:
        assert await request.read() == b""
        return web.json_response({"ok": True, "result": True})

    async with api(answer) as origin, bot_at(origin) as bot:
        assert await bot.log_out()


async def test_files_arrive_whole_with_their_names_and_kinds() -> None:
    picture = bytes(range(256)) * 9_000  # past the size at which aiohttp complains of raw bytes
    parts: dict[str, Any] = {}

    async def answer(request: web.Request) -> web.Response:
        assert "Content-Length" in request.headers
        for name, part in (await request.post()).items():
            if isinstance(part, web.FileField):
                parts[name] = (part.filename, part.content_type, part.file.read())
            else:
                parts[name] = part
        return web.json_response({"ok": True, "result": MESSAGE})

    async with api(answer) as origin, bot_at(origin) as bot:
        await bot.send_document(9, picture, filename='mi "año" 1.png', caption="tú\ud800 y yo")
    assert parts == {
        "chat_id": "9",
        "caption": "tú? y yo",
        "document": ('mi "año" 1.png', "image/png", picture),
    }


async def test_an_album_attaches_each_file_under_its_own_name() -> None:
    files: dict[str, bytes] = {}
    media: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        for name, part in (await request.post()).items():
            if isinstance(part, web.FileField):
                files[name] = part.file.read()
            elif name == "media":
                media.append(str(part))
        return web.json_response({"ok": True, "result": [MESSAGE, MESSAGE]})

    async with api(answer) as origin, bot_at(origin) as bot:
        album = [InputMediaPhoto(b"one", filename="1.jpg"), InputMediaPhoto(b"two")]
        assert len(await bot.send_media_group(9, album)) == 2
    assert sorted(files.values()) == [b"one", b"two"]
    assert all(f"attach://{name}" in media[0] for name in files)


async def test_a_file_comes_down_as_its_bytes() -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("/getFile"):
            found = {"file_id": "a", "file_unique_id": "b", "file_path": "documents/a b.txt"}
            return web.json_response({"ok": True, "result": found})
        assert request.path == f"/file/bot{TOKEN}/documents/a b.txt"
        return web.Response(body=b"\x00kept\xff")

    async with api(answer) as origin, bot_at(origin) as bot:
        file = await bot.get_file("a")
        assert await file.download_as_bytearray() == b"\x00kept\xff"


async def test_a_kept_alive_connection_is_used_again() -> None:
    connections = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        for _ in range(20):
            await read_request(reader)
            writer.write(http(OK))

    async with wire(talk) as origin, bot_at(origin) as bot:
        for _ in range(20):
            await bot.delete_message(9, 5)
    assert connections == 1


async def test_a_proxy_is_taken_from_the_constructor_and_never_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append((await read_request(reader)).decode())
        writer.write(http(OK))
        await writer.drain()

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": True})

    async with wire(proxy) as way, api(answer) as origin:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, way)
        async with bot_at(origin) as bot:
            await bot.delete_message(9, 5)
        assert seen == []
        through = Transport(proxy=way.replace("//", "//user:secret@"))
        async with bot_at("http://telegram.invalid", through) as bot:
            await bot.delete_message(9, 5)
    assert seen[0].startswith(f"POST http://telegram.invalid/bot{TOKEN}/deleteMessage ")
    assert "proxy-authorization: basic" in seen[0].lower()


# What the Bot API refuses


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (400, {"description": "Bad Request: chat not found"}, BadRequest),
        (401, {"description": "Unauthorized"}, InvalidToken),
        (403, {"description": "Forbidden: bot was blocked by the user"}, Forbidden),
        (404, {"description": "Not Found"}, InvalidToken),
        (409, {"description": "Conflict: terminated by other getUpdates request"}, Conflict),
        (429, {"description": "Too Many Requests", "parameters": {"retry_after": 7}}, RetryAfter),
        (500, {"description": "Internal Server Error"}, NetworkError),
    ],
)
async def test_refusals_become_telegram_errors(
    status: int, said: dict[str, Any], kind: type[TelegramError]
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error_code": status, **said}, status=status)

    async with api(answer) as origin, bot_at(origin) as bot:
        error = await failure(bot.send_message(9, "x"))
    assert type(error) is kind
    if isinstance(error, RetryAfter):
        assert error.retry_after == dt.timedelta(seconds=7)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (502, "<h1>Bad gateway</h1> CANARY"),
        (404, "<h1>Nothing here</h1> CANARY"),  # a gateway's, so it says nothing of the token
        (429, "CANARY"),
        (500, "[]"),
        (500, "null"),
        (503, ""),
        (302, "CANARY"),
        (200, "CANARY"),
        (200, '"CANARY"'),
        (200, '{"ok": true, "CANARY": 1}'),
        (200, '{"ok": false, "error_code": 400, "description": "CANARY"}'),
        (200, '["result", "CANARY"]'),
        (200, '"result"' + "[" * 100_000),
        (200, ""),
    ],
)
async def test_what_is_no_bot_api_answer_is_a_network_error_that_quotes_nothing(
    status: int, text: str
) -> None:
    async def answer(_: web.Request) -> web.Response:
        where = {"Location": "/elsewhere"} if status == 302 else {}
        return web.Response(status=status, text=text, headers=where)

    async with api(answer) as origin, bot_at(origin) as bot:
        error = await failure(bot.send_message(9, "x"))
    assert type(error) is NetworkError
