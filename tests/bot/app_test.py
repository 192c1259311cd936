"""The composition root: what stops a start and touches nothing, and how a real process ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from bot.app import serving
from bot.config import Config, Http, Security, Storage
from bot.config import Telegram as Account
from bot.demo.telegram import Telegram, serve
from bot.demo.telegram.faults import Silence
from bot.errors import ConfigError, KeyProblem, StoreError
from storage.masterkey import new_master_key

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

TOKEN = "7654321:CANARY-token-of-nobody"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    def now(self) -> datetime:
        return NOON


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[Telegram, str]]:
    tg = Telegram(None, Clock().now, TOKEN)
    async with serve(tg) as server:
        yield tg, server.base_url


def config(folder: Path, url: str, token: str | None = TOKEN) -> Config:
    key = folder / "master.key"
    if not key.exists():
        new_master_key(key)
    return Config(
        telegram=Account(token=SecretStr(token) if token else None, api_base_url=url),
        storage=Storage(url=f"sqlite:///{folder}/stillwater.db"),
        security=Security(master_key_file=key),
        http=Http(port=0),
    )


def sums(folder: Path) -> dict[str, str]:
    """What is in a folder, but for the lock's file, which holds nothing."""
    return {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.suffix != ".lock"
    }


async def start(config: Config) -> None:
    async with serving(config, Clock()):
        pass


async def test_another_master_key_stops_the_start_and_touches_nothing(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    _, url = telegram
    await start(config(tmp_path, url))
    before = sums(tmp_path)
    other = Security(master_key=SecretStr("A" * 43 + "="))
    with pytest.raises(KeyProblem, match="not the master key"):
        await start(config(tmp_path, url).model_copy(update={"security": other}))
    assert sums(tmp_path) == before


async def test_without_a_key_or_a_token_nothing_is_made(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    _, url = telegram
    keyless = config(tmp_path, url)
    (tmp_path / "master.key").unlink()
    with pytest.raises(KeyProblem, match="keys new"):
        await start(keyless)
    assert sums(tmp_path) == {}
    with pytest.raises(ConfigError, match=r"telegram\.token"):
        await start(config(tmp_path, url, token=None))
    assert list(sums(tmp_path)) == ["master.key"]


async def test_a_token_that_telegram_does_not_know_stops_the_start(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    _, url = telegram
    with pytest.raises(ConfigError, match=r"telegram\.token") as refused:
        await start(config(tmp_path, url, token="1:unknown"))
    assert "1:unknown" not in str(refused.value)


async def test_a_database_is_served_by_one_at_a_time(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    _, url = telegram
    async with serving(config(tmp_path, url), Clock()):
        with pytest.raises(StoreError, match="Another process serves this database"):
            await start(config(tmp_path, url))
    await start(config(tmp_path, url))


async def test_the_menu_is_set_and_begins_with_a_check_in(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    tg, url = telegram
    async with serving(config(tmp_path, url), Clock()) as service:
        assert await service.next_prompt() is None
        assert await service.zone_of(7) is None
        assert tg.calls["setMyCommands"] == 2


@asynccontextmanager
async def process(folder: Path, url: str, **more: str) -> AsyncIterator[Process]:
    """Run `python -m bot run` with nothing but the environment to go by."""
    config(folder, url)
    said = {
        "STILLWATER_TELEGRAM__TOKEN": TOKEN,
        "STILLWATER_TELEGRAM__API_BASE_URL": url,
        "STILLWATER_STORAGE__URL": f"sqlite:///{folder}/stillwater.db",
        "STILLWATER_SECURITY__MASTER_KEY_FILE": f"{folder}/master.key",
        "STILLWATER_HTTP__PORT": "0",
    }
    arguments = (sys.executable, "-m", "bot", "run")
    running = await asyncio.create_subprocess_exec(
        *arguments, env=os.environ | said | more, stdout=PIPE, stderr=PIPE
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.communicate()


async def polls(tg: Telegram) -> None:
    async with asyncio.timeout(30):
        while not tg.calls["getUpdates"]:  # noqa: ASYNC110 - it is another process that calls
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_asked_to_stop_it_ends_well_and_soon(
    tmp_path: Path, telegram: tuple[Telegram, str], sign: signal.Signals
) -> None:
    tg, url = telegram
    ana = tg.add_person("CANARY Ana").id
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    heard.bind(systemd := str(tmp_path / "notify"))
    with heard:
        async with process(tmp_path, url, NOTIFY_SOCKET=systemd) as running:
            await polls(tg)
            await tg.say(ana, "/start")
            await tg.settled(30)
            running.send_signal(sign)
            async with asyncio.timeout(10):
                out, log = await running.communicate()
        assert [heard.recv(99), heard.recv(99)] == [b"READY=1", b"STOPPING=1"]
    assert running.returncode == 0
    assert out == b""
    assert b"service.stopped" in log
    assert b"CANARY" not in log
    assert str(ana).encode() not in log


async def test_it_is_gone_in_time_though_telegram_and_the_store_hang(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    tg, url = telegram
    ana = tg.add_person("Ana").id
    tg.faults.plan(Silence(), "sendMessage", times=99)
    async with process(tmp_path, url) as running:
        await polls(tg)
        await tg.say(ana, "/start")
        async with asyncio.timeout(10):
            while not tg.calls["sendMessage"]:  # noqa: ASYNC110 - it is another process that calls
                await asyncio.sleep(0.01)
        with closing(sqlite3.connect(tmp_path / "stillwater.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await tg.say(ana, "hello?")
            running.send_signal(signal.SIGTERM)
            async with asyncio.timeout(10):
                await running.communicate()
    assert running.returncode == 0
    assert len(tg.updates.pending) == 1, "what was not kept stays with Telegram"


async def test_it_can_be_stopped_while_telegram_is_away(tmp_path: Path) -> None:
    async with process(tmp_path, "http://127.0.0.1:9") as running:
        assert running.stderr is not None
        assert b"telegram.away" in await running.stderr.readline()
        running.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            _, log = await running.communicate()
    assert running.returncode == 0
    assert b"library.trouble" not in log


async def test_a_second_process_is_refused_in_one_line(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    tg, url = telegram
    async with process(tmp_path, url):
        await polls(tg)
        async with process(tmp_path, url) as second:
            out, log = await second.communicate()
    assert second.returncode == 2
    assert out == b""
    assert log == b"storage.url: Another process serves this database; stop that one first.\n"
