"""The webhook over HTTP: what Telegram posts is kept before it hears so, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from handlers.web.webhook import BIGGEST, DEEPEST, HEADER, PATH, Webhook, read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from aiohttp import web

    Client = TestClient[web.Request, web.Application]

SECRET = "a-secret_of-Telegrams-and-ours"
UPDATE = {"update_id": 7, "message": {"text": "CANARY words"}}


@dataclass
class Store:
    """Keeps what comes, unless it is away."""

    kept: list[dict[str, Any]] = field(default_factory=list)
    helped: list[dict[str, Any]] = field(default_factory=list)
    away: bool = False

    async def keep(self, batch: Sequence[dict[str, Any]]) -> None:
        if self.away:
            raise StoreError
        self.kept += batch

    async def help(self, batch: Sequence[dict[str, Any]]) -> None:
        self.helped += batch
        if len(self.helped) > 1:
            raise LookupError


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def telegram(store: Store) -> AsyncIterator[Client]:
    webhook = Webhook(SECRET, keep=store.keep, on_unkept=store.help)
    async with TestClient(TestServer(webhook.app())) as client:
        yield client


async def post(client: Client, body: object = UPDATE, secret: str | None = SECRET) -> int:
    """Post it; the answer holds nothing but its number."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} | ({HEADER: secret} if secret else {})
    async with client.post(PATH, data=BytesIO(data), headers=headers) as answer:
        assert await answer.read() == b""
        return answer.status


async def test_what_is_posted_is_kept_and_then_confirmed(telegram: Client, store: Store) -> None:
    assert await post(telegram) == 200
    assert store.kept == [UPDATE]


@pytest.mark.parametrize("secret", [None, "wrong", SECRET[:-1], SECRET + "x", "ñ" * 8])
async def test_who_does_not_show_the_secret_is_nobody(
    telegram: Client, store: Store, secret: str | None
) -> None:
    assert await post(telegram, secret=secret) == 403
    assert store.kept == []


def nested(depth: int) -> object:
    inner: object = 1
    for _ in range(depth):
        inner = [inner]
    return {"update_id": 7, "message": inner}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"7",
        {},
        {"update_id": "7"},
        {"update_id": True},
        {"update_id": -1},
        {"update_id": 2**64},
        nested(DEEPEST),
        b'{"update_id": 7, "message": ' + b"[" * 100_000,
        b'{"update_id": ' + b"9" * 10_000 + b"}",
    ],
)
async def test_what_telegram_would_not_post_is_refused(
    telegram: Client, store: Store, body: object
) -> None:
    assert await post(telegram, body) == 400
    assert store.kept == []


async def test_brackets_that_somebody_wrote_are_words(telegram: Client, store: Store) -> None:
    assert await post(telegram, {"update_id": 7, "message": {"text": "[" * 4096}}) == 200
    assert len(store.kept) == 1


async def test_a_body_may_be_so_large(telegram: Client, store: Store) -> None:
    assert await post(telegram, {"update_id": 7, "pad": "x" * (BIGGEST - 100)}) == 200
    assert await post(telegram, {"update_id": 8, "pad": "x" * BIGGEST}) == 413
    assert [one["update_id"] for one in store.kept] == [7]


async def test_only_json_is_read_and_only_here(telegram: Client) -> None:
    async with telegram.post(PATH, data=b"x", headers={HEADER: SECRET}) as answer:
        assert answer.status == 415
    async with telegram.get(PATH) as answer:
        assert answer.status == 405
    async with telegram.post("/") as answer:
        assert answer.status == 404


async def test_what_is_not_kept_is_asked_for_again_and_help_is_shown(
    telegram: Client, store: Store
) -> None:
    store.away = True
    assert await post(telegram) == 503
    assert await post(telegram) == 503  # and a card that fails is no other answer
    assert store.helped == [UPDATE] * 2
    store.away = False
    assert await post(telegram) == 200


@given(st.binary(max_size=100) | st.text(max_size=100).map(str.encode))
def test_whatever_is_posted_breaks_nothing(body: bytes) -> None:
    update = read(body)
    assert update is None or update["update_id"] > 0
