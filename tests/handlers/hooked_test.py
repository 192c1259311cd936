"""The webhook as Telegram has it: set, seen to, and taken away when we poll."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.demo.telegram import Telegram, serve
from bot.demo.telegram.faults import Broken, TooMany
from bot.errors import ConfigError
from bot.services.readiness import Door
from handlers.application import make_bot
from handlers.hooked import Hook, Hooked, unhook
from handlers.transport import Transport
from tests.handlers.loopback import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from telegram import Bot

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://bot.example.org/telegram"


class House:
    """A bot, its Telegram, and a webhook; rests take no time."""

    def __init__(self, tg: Telegram, bot: Bot, url: str = URL) -> None:
        self.tg = tg
        self.bot = bot
        self.listens = False
        self.rests: list[float] = []
        hook = Hook(url, "s" * 16, ("message",), 12)
        self.hooked = Hooked(bot, hook, self.listening, self.sleep)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        self.listens = True
        try:
            yield
        finally:
            self.listens = False

    async def sleep(self, seconds: float) -> None:
        assert self.listens
        self.rests.append(seconds)
        await asyncio.sleep(0)

    async def until(self, true: Callable[[], bool]) -> None:
        run = asyncio.create_task(self.hooked.run())
        async with asyncio.timeout(10):
            while not true() and not run.done():  # noqa: ASYNC110 - there is no event for it
                await asyncio.sleep(0.001)
            self.hooked.stop()
            await run


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[Telegram, Bot]]:
    tg = Telegram(None, lambda: NOON, TOKEN)
    async with serve(tg) as server, Transport() as road:
        yield tg, make_bot(TOKEN, road, api_base_url=server.base_url)


async def test_it_listens_and_then_says_so(telegram: tuple[Telegram, Bot]) -> None:
    house = House(*telegram)
    assert (house.hooked.door, house.hooked.polled) == (Door.WEBHOOK, None)
    await house.until(lambda: house.tg.webhook.settings is not None)
    said = {"url": URL, "secret_token": "s" * 16, "max_connections": 12}
    assert house.tg.webhook.settings == said, "it stays when we stop"
    assert house.tg.updates.allowed == {"message"}
    assert not house.listens


async def test_a_telegram_that_is_away_is_asked_until_it_is_there(
    telegram: tuple[Telegram, Bot],
) -> None:
    house = House(*telegram)
    house.tg.faults.plan(Broken(502), "setWebhook", times=2)
    house.tg.faults.plan(TooMany(1), "setWebhook")
    await house.until(lambda: house.tg.webhook.settings is not None)
    assert house.rests[:3] == [1, 2, 4]


async def test_what_somebody_else_has_set_is_put_right(telegram: tuple[Telegram, Bot]) -> None:
    house = House(*telegram)
    tg, bot = telegram

    async def meddle() -> None:
        while tg.webhook.settings is None:  # noqa: ASYNC110 - Telegram has no event for it
            await asyncio.sleep(0.001)
        await unhook(bot)

    with capture_logs() as logged:
        meddling = asyncio.create_task(meddle())
        await house.until(lambda: tg.calls["setWebhook"] > 1)
        await meddling
    assert tg.webhook.settings is not None
    assert {"event": "webhook.moved", "log_level": "warning"} in logged


async def test_not_being_able_to_look_changes_nothing(telegram: tuple[Telegram, Bot]) -> None:
    house = House(*telegram)
    house.tg.faults.plan(Broken(500), "getWebhookInfo")
    await house.until(lambda: house.tg.calls["getWebhookInfo"] > 2)
    assert house.tg.calls["setWebhook"] == 1


async def test_an_address_that_telegram_refuses_is_named(telegram: tuple[Telegram, Bot]) -> None:
    house = House(*telegram, url="http://bot.example.org/telegram")
    with pytest.raises(ConfigError, match=r"^telegram\.webhook_url: .* https url") as refused:
        await house.until(lambda: False)
    assert TOKEN not in str(refused.value)
    assert not house.listens


async def test_a_token_that_telegram_does_not_know_is_named(
    telegram: tuple[Telegram, Bot],
) -> None:
    house = House(*telegram)
    house.tg.token = "1:other"
    with pytest.raises(ConfigError, match=r"^telegram\.token"):
        await house.until(lambda: False)
    with pytest.raises(ConfigError, match=r"^telegram\.token"):
        await unhook(house.bot)


async def test_what_waits_stays_when_the_webhook_is_taken_away(
    telegram: tuple[Telegram, Bot],
) -> None:
    tg, bot = telegram
    await tg.say(tg.add_person("Ann").id, "hello")
    await unhook(bot)
    assert len(tg.updates.pending) == 1
