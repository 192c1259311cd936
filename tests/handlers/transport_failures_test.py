"""The transport when things break: surely not sent, or perhaps sent, and nothing told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from telegram.error import NetworkError, TimedOut

from handlers.transport import NotSent, Transport
from tests.handlers.loopback import (
    OK,
    api,
    bot_at,
    failure,
    http,
    nothing_told,
    read_request,
    reset,
    unused_port,
    wire,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with nothing_told(caplog):
        yield


# Surely not sent


async def test_a_refused_connection_is_not_sent() -> None:
    async with bot_at(f"http://127.0.0.1:{unused_port()}") as bot:
        assert isinstance(await failure(bot.send_message(9, "x")), NotSent)


@pytest.mark.parametrize("origin", ["http://no-such-host.invalid", "http://", "ftp://here"])
async def test_an_address_that_leads_nowhere_is_not_sent(origin: str) -> None:
    async with bot_at(origin) as bot:
        assert isinstance(await failure(bot.send_message(9, "x")), NotSent)


async def test_a_failed_handshake_is_not_sent() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"this is not TLS, my friend\r\n\r\n")
        await writer.drain()

    async with wire(talk) as origin, bot_at(origin.replace("http", "https")) as bot:
        assert isinstance(await failure(bot.send_message(9, "x")), NotSent)


async def test_a_handshake_that_never_ends_is_not_sent() -> None:
    async def talk(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    transport = Transport(connect_timeout=0.05)
    async with wire(talk) as origin, bot_at(origin.replace("http", "https"), transport) as bot:
        assert isinstance(await failure(bot.send_message(9, "x")), NotSent)
        error = await failure(bot.send_message(9, "x", connect_timeout=0.01))
        assert isinstance(error, NotSent)


async def test_a_proxy_that_opens_no_tunnel_means_not_sent() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(http(b"CANARY", "403 Forbidden"))
        await writer.drain()

    async with (
        wire(talk) as way,
        bot_at("https://telegram.invalid", Transport(proxy=way)) as bot,
    ):
        assert isinstance(await failure(bot.send_message(9, "x")), NotSent)
    unheard = Transport(proxy=f"http://CANARY:CANARY@127.0.0.1:{unused_port()}")
    async with bot_at("https://telegram.invalid", unheard) as bot:
        assert isinstance(await failure(bot.send_message(9, "x")), NotSent)


async def test_a_full_pool_is_not_sent_and_heals() -> None:
    arrived, go = asyncio.Event(), asyncio.Event()

    async def answer(_: web.Request) -> web.Response:
        arrived.set()
        await go.wait()
        return web.json_response({"ok": True, "result": True})

    transport = Transport(connections=1, pool_timeout=0.02)
    async with api(answer) as origin, bot_at(origin, transport) as bot:
        first = asyncio.create_task(bot.delete_message(9, 5))
        await arrived.wait()
        assert isinstance(await failure(bot.delete_message(9, 6)), NotSent)
        patient = asyncio.create_task(bot.delete_message(9, 7, pool_timeout=None))
        await asyncio.sleep(0)
        go.set()
        assert await first
        assert await patient
        assert await bot.delete_message(9, 8)


async def test_a_cancelled_call_gives_its_place_back() -> None:
    arrived = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        if (await request.post())["message_id"] == "5":
            arrived.set()
            await asyncio.Event().wait()
        return web.json_response({"ok": True, "result": True})

    transport = Transport(connections=1, pool_timeout=0.5)
    async with api(answer) as origin, bot_at(origin, transport) as bot:
        first = asyncio.create_task(bot.delete_message(9, 5))
        await arrived.wait()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert await bot.delete_message(9, 6)


async def test_a_closed_transport_sends_nothing_and_can_be_opened_again() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": True})

    transport = Transport()
    async with api(answer) as origin, bot_at(origin, transport) as bot:
        assert await bot.delete_message(9, 5)
        await transport.shutdown()
        await transport.shutdown()
        assert isinstance(await failure(bot.delete_message(9, 5)), NotSent)
        await transport.initialize()
        await transport.initialize()
        assert await bot.delete_message(9, 5)


# Perhaps sent


@pytest.mark.parametrize("call", [{}, {"read_timeout": 0.01}])
async def test_an_answer_that_takes_too_long_timed_out(call: dict[str, Any]) -> None:
    async def answer(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    transport = Transport(read_timeout=0.05)
    assert transport.read_timeout == 0.05
    async with api(answer) as origin, bot_at(origin, transport) as bot:
        assert type(await failure(bot.send_message(9, "x", **call))) is TimedOut


async def test_an_answer_that_stops_half_way_timed_out() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
        await reader.read()

    async with wire(talk) as origin, bot_at(origin, Transport(read_timeout=0.05)) as bot:
        assert type(await failure(bot.send_message(9, "x"))) is TimedOut


@pytest.mark.parametrize("by_call", [False, True])
async def test_an_upload_nobody_reads_timed_out_by_its_write_time(by_call: bool) -> None:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()  # type: ignore[attr-defined]  # a socket's transport has it
        await done.wait()

    done = asyncio.Event()
    transport = Transport(read_timeout=None, upload_timeout=None if by_call else 0.05)
    call: dict[str, Any] = {"write_timeout": 0.05} if by_call else {}
    async with wire(talk) as origin, bot_at(origin, transport) as bot:
        error = await failure(bot.send_document(9, bytes(2**25), **call))
        done.set()
    assert type(error) is TimedOut


@pytest.mark.parametrize("taken", [False, True], ids=["before it was read", "after it was read"])
@pytest.mark.parametrize("hard", [False, True], ids=["closed", "reset"])
async def test_a_connection_lost_mid_flight_may_have_delivered(taken: bool, hard: bool) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if taken:
            await read_request(reader)
        else:
            await reader.read(1)
        if hard:
            reset(writer)

    async with wire(talk) as origin, bot_at(origin) as bot:
        assert type(await failure(bot.send_message(9, "x"))) is NetworkError


@pytest.mark.parametrize(
    "half",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nCont",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\nCANARY",
        b"CANARY/9.9 what\r\n\r\n",
    ],
)
async def test_an_answer_that_breaks_off_may_have_delivered(half: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(half)
        await writer.drain()

    async with wire(talk) as origin, bot_at(origin) as bot:
        assert type(await failure(bot.send_message(9, "x"))) is NetworkError


async def test_an_upload_cut_off_may_have_delivered() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100_000)
        reset(writer)

    async with wire(talk) as origin, bot_at(origin) as bot:
        error = await failure(bot.send_document(9, bytes(2**23)))
    assert type(error) is NetworkError


async def test_a_message_on_a_stale_connection_is_never_sent_twice_by_itself() -> None:
    asked: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await read_request(reader))
        writer.write(http(OK))
        asked.append(await read_request(reader))  # and closes without a word

    async with wire(talk) as origin, bot_at(origin) as bot:
        await bot.delete_message(9, 5)
        assert type(await failure(bot.send_message(9, "x"))) is NetworkError
    assert [head.split(b" ")[1].rsplit(b"/")[-1] for head in asked] == [
        b"deleteMessage",
        b"sendMessage",
    ]


async def test_closing_while_a_call_is_under_way_may_have_delivered() -> None:
    arrived = asyncio.Event()

    async def answer(_: web.Request) -> web.Response:
        arrived.set()
        await asyncio.Event().wait()
        raise AssertionError

    transport = Transport()
    async with api(answer) as origin, bot_at(origin, transport) as bot:
        call = asyncio.create_task(bot.send_message(9, "x"))
        await arrived.wait()
        await transport.shutdown()
        assert type(await failure(call)) is NetworkError
