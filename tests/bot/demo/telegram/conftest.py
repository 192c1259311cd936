from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from telegram import Bot

from bot.demo.telegram import Person, Serving, Telegram, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

TOKEN = "123456:AAE-pretend_token"


@dataclass(slots=True)
class Clock:
    now: datetime = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(slots=True)
class Api:
    """The Bot API over bare HTTP, as a program in any language would call it."""

    http: aiohttp.ClientSession
    base_url: str
    token: str = TOKEN

    async def __call__(self, method: str, **fields: object) -> dict[str, Any]:
        url = f"{self.base_url}/bot{self.token}/{method}"
        async with self.http.post(url, json=fields) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body


async def until(come_true: Callable[[], object]) -> None:
    """Let the other tasks go on until something is so."""
    while not come_true():  # noqa: ASYNC110 - the thing waited for has no event of its own
        await asyncio.sleep(0.001)


@pytest.fixture(autouse=True)
def retry_after_as_a_duration(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns of its coming change unless one opts in."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tg(clock: Clock) -> Telegram:
    return Telegram(None, clock, TOKEN, patience=0.01)


@pytest.fixture
async def server(tg: Telegram) -> AsyncIterator[Serving]:
    async with serve(tg) as serving:
        yield serving


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def api(server: Serving, http: aiohttp.ClientSession) -> Api:
    return Api(http, server.base_url)


@pytest.fixture
async def bot(server: Serving) -> AsyncIterator[Bot]:
    url = server.base_url
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as real:
        yield real


@pytest.fixture
async def ana(tg: Telegram) -> Person:
    """Somebody who has pressed Start, and whom the bot has heard."""
    person = tg.add_person("Ana")
    await tg.open_link(person.id)
    tg.updates.forget(list(tg.updates.pending))
    return tg.person(person.id)
