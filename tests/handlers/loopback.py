"""Loopback servers, polite and rude, and what the tests of the transport share."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import struct
import traceback
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from handlers.transport import Transport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
    Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

TOKEN = "7654321:CANARY-token-of-nobody"
OK = b'{"ok": true, "result": true}'


@asynccontextmanager
async def api(answer: Answer) -> AsyncIterator[str]:
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def wire(talk: Talk) -> AsyncIterator[str]:
    async def talk_and_close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(talk_and_close, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


@asynccontextmanager
async def bot_at(origin: str, transport: Transport | None = None) -> AsyncIterator[Bot]:
    bot = Bot(
        TOKEN,
        base_url=f"{origin}/bot",
        base_file_url=f"{origin}/file/bot",
        request=transport or Transport(read_timeout=5),
        get_updates_request=Transport(connections=1),
    )
    for request in bot._request:
        await request.initialize()
    try:
        yield bot
    finally:
        for request in bot._request:
            await request.shutdown()


async def read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    fields = (line.split(b":", 1) for line in head.lower().splitlines() if b":" in line)
    length = next((int(v) for k, v in fields if k == b"content-length"), 0)
    return head + await reader.readexactly(length)


def reset(writer: asyncio.StreamWriter) -> None:
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def http(payload: bytes, status: str = "200 OK") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status.encode(), len(payload), payload)


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def everything_said(error: BaseException) -> str:
    told = [str(error), repr(error), *traceback.format_exception(error)]
    inner: BaseException | None = error
    while inner is not None:
        told += [repr(inner), str(inner), repr(inner.args)]
        inner = inner.__cause__ or inner.__context__
    return "\n".join(told)


async def failure(call: Awaitable[object]) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await call
    said = everything_said(caught.value)
    assert "CANARY" not in said
    assert "127.0.0.1" not in said
    return caught.value


@contextmanager
def nothing_told(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Watch that no log line of any library holds the token."""
    caplog.set_level(logging.DEBUG)
    # python-telegram-bot's Bot tells its parameters and results at DEBUG; not ours to judge
    caplog.set_level(logging.INFO, logger="telegram.Bot")
    yield
    gc.collect()  # asyncio tells of errors nobody fetched when they are swept up
    told = "\n".join(
        record.getMessage() + (record.exc_text or "")
        for record in caplog.records
        if record.name != "aiohttp.access"  # the pretend server's own
    )
    assert "CANARY" not in told
