"""Updates posted to the bot's own address."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.demo.telegram import Person, Telegram, serve
from bot.demo.telegram.faults import Duplicate
from tests.bot.demo.telegram.conftest import TOKEN, Api, Clock, until

HANG_UP = 444
SECRET = "s3cret_-"


@dataclass(slots=True)
class Receiver:
    """A bot that takes webhooks: it answers with the statuses it was told, then 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == HANG_UP:
            assert request.transport is not None
            request.transport.abort()
        if status == 200:
            self.got.append(await request.json())
        return web.Response(status=status)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    bot = Receiver()
    app = web.Application()
    app.add_routes([web.post("/hook", bot.take)])
    async with TestServer(app) as running:
        bot.url = str(running.make_url("/hook"))
        yield bot


async def test_updates_are_posted_in_order_with_the_secret(
    api: Api, tg: Telegram, ana: Person, receiver: Receiver
) -> None:
    await tg.say(ana.id, "before")
    assert (await api("setWebhook", url=receiver.url, secret_token=SECRET))["ok"]
    for number in range(5):
        await tg.say(ana.id, str(number))
    await tg.settled()
    assert receiver.texts() == ["before", "0", "1", "2", "3", "4"]
    assert receiver.secrets == {SECRET}
    assert receiver.most_at_once == 1


async def test_chats_are_served_side_by_side(api: Api, tg: Telegram, receiver: Receiver) -> None:
    crowd = [tg.add_person(f"P{number}") for number in range(9)]
    for person in crowd:
        await tg.say(person.id, "hi")
        await tg.say(person.id, "again")
    await api("setWebhook", url=receiver.url, max_connections=4)
    await tg.settled()
    assert len(receiver.got) == 18
    assert 1 < receiver.most_at_once <= 4
    assert receiver.secrets == {None}


async def test_what_fails_is_posted_again(
    api: Api, tg: Telegram, ana: Person, receiver: Receiver
) -> None:
    receiver.statuses = [503, 500]
    await api("setWebhook", url=receiver.url)
    await tg.say(ana.id, "persistent")
    await tg.settled()
    assert receiver.texts() == ["persistent"]
    info = (await api("getWebhookInfo"))["result"]
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)


async def test_a_receiver_that_hangs_up_and_updates_that_are_nonsense(
    api: Api, tg: Telegram, ana: Person, receiver: Receiver
) -> None:
    receiver.statuses = [HANG_UP]
    tg.inject("message", 7)
    await tg.say(ana.id, "sense")
    await api("setWebhook", url=receiver.url)
    await tg.settled()
    assert sorted(str(update["message"])[:1] for update in receiver.got) == ["7", "{"]
    assert tg.webhook.last_error == {"last_error_message": "Connection reset or timed out"}


async def test_whatever_fails_each_chat_hears_everything_in_order(
    api: Api, tg: Telegram, receiver: Receiver
) -> None:
    dice = random.Random(3)  # noqa: S311 - reproducible trouble, no secret
    receiver.statuses = [dice.choice([200, 500, HANG_UP]) for _ in range(40)]
    crowd = [tg.add_person().id for _ in range(5)]
    await api("setWebhook", url=receiver.url, max_connections=3)
    for number in range(10):
        for person in crowd:
            await tg.say(person, str(number))
    await tg.settled(timeout=30)
    for person in crowd:
        got = [u["message"]["text"] for u in receiver.got if u["message"]["chat"]["id"] == person]
        assert list(dict.fromkeys(got)) == [str(number) for number in range(10)]


async def test_nobody_home(api: Api, tg: Telegram, ana: Person, receiver: Receiver) -> None:
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    await tg.say(ana.id, "anyone?")
    await until(lambda: tg.webhook.last_error)
    info = (await api("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1
    await api("setWebhook", url=receiver.url)
    await tg.settled()
    assert receiver.texts() == ["anyone?"]


async def test_polling_and_a_webhook_exclude_each_other(
    api: Api, tg: Telegram, ana: Person, receiver: Receiver
) -> None:
    await api("setWebhook", url=receiver.url)
    refused = await api("getUpdates")
    assert refused["error_code"] == 409
    assert "use deleteWebhook to delete the webhook first" in refused["description"]
    await api("deleteWebhook")
    await tg.say(ana.id, "by hand")
    assert len((await api("getUpdates"))["result"]) == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert (await api("getUpdates"))["result"] == []


async def test_a_duplicate_is_posted_twice(
    api: Api, tg: Telegram, ana: Person, receiver: Receiver
) -> None:
    tg.faults.plan(Duplicate())
    await api("setWebhook", url=receiver.url)
    await tg.say(ana.id, "echo")
    await tg.settled()
    assert receiver.texts() == ["echo", "echo"]


async def test_a_webhook_survives_a_restart(
    tmp_path: Path, clock: Clock, receiver: Receiver
) -> None:
    tg = Telegram(tmp_path, clock, TOKEN)
    async with serve(tg):
        await tg.webhook.set({"url": receiver.url, "secret_token": "", "max_connections": 1})
    tg = Telegram(tmp_path, clock, TOKEN)
    person = tg.add_person()
    await tg.say(person.id, "still there?")
    async with serve(tg):
        await tg.settled()
    assert receiver.texts() == ["still there?"]
