"""The ways a request may come: GET and POST, query, form, multipart and JSON."""

import json

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.demo.telegram import Person, Serving, Telegram, routes
from tests.bot.demo.telegram.conftest import TOKEN


@pytest.fixture
def url(server: Serving) -> str:
    return f"{server.base_url}/bot{TOKEN}/sendMessage"


MARKUP = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_one_message_five_ways(
    http: aiohttp.ClientSession, url: str, tg: Telegram, ana: Person
) -> None:
    flat = {"chat_id": str(ana.id), "text": "héllo", "protect_content": "true"}
    flat["reply_markup"] = json.dumps(MARKUP)
    typed = {"chat_id": ana.id, "text": "héllo", "protect_content": True, "reply_markup": MARKUP}
    parts = aiohttp.FormData(flat, default_to_multipart=True)
    for sending in (
        http.get(url, params=flat),
        http.post(url, params=flat),
        http.post(url, data=flat),
        http.post(url, data=parts),
        http.post(url, json=typed),
    ):
        async with sending as answer:
            result = (await answer.json())["result"]
        assert result["text"] == "héllo"
        assert result["reply_markup"] == MARKUP
        assert result["has_protected_content"] is True
    assert sum(seen.from_bot for seen in tg.chat(ana.id)) == 5


async def test_an_attached_file(http: aiohttp.ClientSession, server: Serving, ana: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(ana.id), "document": "attach://part"})
    form.add_field("part", b"bytes", filename="b.bin", content_type="application/x-thing")
    async with http.post(f"{server.base_url}/bot{TOKEN}/sendDocument", data=form) as answer:
        document = (await answer.json())["result"]["document"]
    assert document["file_name"] == "b.bin"
    assert document["mime_type"] == "application/x-thing"


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"'])
async def test_json_that_is_no_object(http: aiohttp.ClientSession, url: str, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with http.post(url, data=body, headers=headers) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_a_body_that_is_too_large(tg: Telegram, kind: str) -> None:
    app = web.Application(client_max_size=100)
    app.add_routes(routes(tg))
    async with TestClient(TestServer(app)) as client:
        answer = await client.post(
            f"/bot{TOKEN}/sendMessage", data=b"x" * 101, headers={"Content-Type": kind}
        )
        assert answer.status == 413
        assert (await answer.json())["description"] == "Request Entity Too Large"


async def test_an_empty_json_body_is_no_fields(http: aiohttp.ClientSession, url: str) -> None:
    async with http.post(url, headers={"Content-Type": "application/json"}) as answer:
        assert (await answer.json())["description"] == "Bad Request: message text is empty"


@pytest.mark.parametrize("path", ["/", "/bot", f"/bot{TOKEN}", "/elsewhere/entirely"])
async def test_paths_that_lead_nowhere(
    http: aiohttp.ClientSession, server: Serving, path: str
) -> None:
    async with http.get(server.base_url + path) as answer:
        assert answer.status == 404
        assert await answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_files_need_the_token_and_a_path(
    http: aiohttp.ClientSession, server: Serving, ana: Person, tg: Telegram
) -> None:
    sent = await tg.send_document(ana.id, "a.txt", b"abc")
    path = tg.files.describe(sent["document"]["file_id"])["file_path"]
    expected = {(TOKEN, path): 200, (TOKEN, "documents/none"): 404, ("123456:no", path): 401}
    for (token, place), status in expected.items():
        async with http.get(f"{server.base_url}/file/bot{token}/{place}") as answer:
            assert answer.status == status
