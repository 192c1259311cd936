from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.demo.hosting import PortTaken, serve_stage
from bot.demo.stage import Stage
from bot.demo.telegram import Telegram
from tests.bot.demo.conftest import Demo
from tests.bot.demo.small_bot import TOKEN


@pytest.fixture
async def http(demo: Demo) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(demo.url) as session:
        yield session


async def post(http: aiohttp.ClientSession, path: str, body: object) -> tuple[int, Any]:
    async with http.post(path, json=body) as answer:
        return answer.status, await answer.json()


async def get(http: aiohttp.ClientSession, path: str) -> Any:  # noqa: ANN401 - whatever JSON says
    async with http.get(path) as answer:
        return await answer.json()


async def test_the_page_comes_with_what_it_needs_and_asks_nobody_else(
    http: aiohttp.ClientSession,
) -> None:
    async with http.get("/") as answer:
        page = await answer.text()
        assert answer.content_type == "text/html"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "http:" not in page
    assert "https:" not in page
    async with http.get("/page/js/main.js") as script:
        assert script.content_type in {"text/javascript", "application/javascript"}


async def test_somebody_is_there_at_first(http: aiohttp.ClientSession) -> None:
    state = await get(http, "/demo/state")
    assert [chat["name"] for chat in state["chats"]] == ["Ana", "Dana (counselor)"]
    assert {chat["invited"] for chat in state["chats"]} == {False}
    assert state["chats"][0]["messages"] == []
    assert state["clock"]["next_prompt"] is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "rebound.example:8080"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/demo/state", "/demo/events", f"/bot{TOKEN}/getMe"])
async def test_other_sites_are_kept_out(
    http: aiohttp.ClientSession, path: str, headers: dict[str, str]
) -> None:
    async with http.get(path, headers=headers) as answer:
        assert answer.status == 403


async def test_its_own_page_may_post(demo: Demo, http: aiohttp.ClientSession) -> None:
    path = f"/demo/people/{demo.person}/say"
    body = {"chat": demo.person, "text": "hello"}
    async with http.post(path, json=body, headers={"Origin": demo.url}) as answer:
        assert answer.status == 200


async def test_a_person_says_edits_and_sends(demo: Demo, http: aiohttp.ClientSession) -> None:
    me = demo.person
    assert (await post(http, f"/demo/people/{me}/say", {"chat": me, "text": "sat"}))[0] == 200
    first = demo.tg.chat(me)[0].id
    reply = {"chat": me, "text": "and sunday", "reply_to": first}
    await post(http, f"/demo/people/{me}/say", reply)
    edit = {"chat": me, "message": first, "text": "saturday"}
    await post(http, f"/demo/people/{me}/edit", edit)
    for kind in ("photo", "document", "voice", "sticker"):
        await post(http, f"/demo/people/{me}/sample", {"chat": me, "kind": kind})
    said = demo.tg.chat(me)
    assert [message.text for message in said[:2]] == ["saturday", "and sunday"]
    assert said[0].edited
    assert said[1].reply_to == first
    assert said[2].photo is not None
    assert said[3].document is not None
    assert [message.other for message in said[4:]] == ["voice", "sticker"]
    async with http.get(f"/demo/files/{said[2].photo['file_id']}") as photo:
        assert (await photo.read()).startswith(b"\x89PNG")
        assert photo.content_type == "image/png"
    async with http.get("/demo/files/nothing") as answer:
        assert answer.status == 404


async def test_a_file_of_ones_own_is_sent_as_it_is(demo: Demo, http: aiohttp.ClientSession) -> None:
    me = demo.tg.people()[0].id
    content = bytes(range(256))
    body = {"chat": me, "name": "sleep.toml", "content": b64encode(content).decode()}
    await post(http, f"/demo/people/{me}/attach", body)
    sent = demo.tg.chat(me)[-1].document
    assert sent is not None
    assert (sent["file_name"], sent["file_size"]) == ("sleep.toml", 256)
    assert demo.tg.files.read(demo.tg.files.describe(sent["file_id"])["file_path"]) == content
    for wrong in ({**body, "content": ""}, {**body, "content": "?"}, {**body, "name": ""}):
        status, _ = await post(http, f"/demo/people/{me}/attach", wrong)
        assert status == 400


async def test_a_link_starts_the_chat(demo: Demo, http: aiohttp.ClientSession) -> None:
    body = {"first_name": "Benicio", "last_name": "Ruiz", "language_code": "es"}
    _, chat = await post(http, "/demo/people", body)
    assert chat["name"] == "Benicio Ruiz"
    await post(http, f"/demo/people/{chat['id']}/link", {"payload": "c-9f2"})
    assert [message.text for message in demo.tg.chat(chat["id"])] == ["/start c-9f2"]


async def test_the_menu_is_that_of_the_chat(demo: Demo, http: aiohttp.ClientSession) -> None:
    ana, dana = demo.tg.people()
    group = demo.tg.add_group("Tuesday", [ana.id, dana.id]).id
    for scope, name in (
        ("default", "help"),
        (f"chat:{dana.id}", "clients"),
        (f"chat:{group}", "us"),
    ):
        listed = {"commands": [{"command": name, "description": "What it does"}]}
        demo.tg.world.keep_setting(f"commands:{scope}:", listed)
    for who, chat, name in (
        (ana.id, ana.id, "help"),
        (dana.id, dana.id, "clients"),
        (dana.id, group, "us"),
    ):
        shown = await get(http, f"/demo/people/{who}/commands?chat={chat}")
        assert [one["command"] for one in shown["commands"]] == [name]
    assert (await get(http, f"/demo/people/{dana.id}/commands"))["commands"][0][
        "command"
    ] == "clients"


async def test_blocking_and_leaving(demo: Demo, http: aiohttp.ClientSession) -> None:
    become = f"/demo/people/{demo.person}/become"
    await post(http, become, {"standing": "blocked"})
    assert demo.tg.people()[0].blocked
    await post(http, become, {"standing": "active"})
    assert not demo.tg.people()[0].blocked
    await post(http, become, {"standing": "deactivated"})
    assert demo.tg.people()[0].deactivated
    status, _ = await post(http, become, {"standing": "active"})
    assert status == 400


async def test_what_cannot_be_done_is_said_in_words(
    demo: Demo, http: aiohttp.ClientSession
) -> None:
    say = f"/demo/people/{demo.person}/say"
    assert await post(http, say, {"chat": demo.person, "text": " "}) == (
        400,
        {"problem": "Nothing is written"},
    )
    status, said = await post(http, say, {"chat": demo.person})
    assert (status, said) == (400, {"problem": "Field required"})
    for path in ("/demo/people/1/say", f"/demo/people/{demo.person}/fly", "/demo/people/x/say"):
        async with http.post(path, json={}) as answer:
            assert answer.status == 404


async def test_a_group_needs_people_who_are_there(demo: Demo, http: aiohttp.ClientSession) -> None:
    status, chat = await post(http, "/demo/groups", {"title": "Tuesday", "members": [demo.person]})
    assert (status, chat["kind"], chat["id"] < 0) == (200, "group", True)
    await post(http, f"/demo/people/{demo.person}/say", {"chat": chat["id"], "text": "all here"})
    assert [message.text for message in demo.tg.chat(chat["id"])] == ["all here"]
    status, said = await post(http, "/demo/groups", {"title": "Nobody", "members": [7]})
    assert (status, said) == (400, {"problem": "Nobody here has that number"})


async def test_the_clock_moves_and_the_service_hears_of_it(
    demo: Demo, http: aiohttp.ClientSession
) -> None:
    before = demo.clock.now()
    status, told = await post(http, "/demo/clock", {"hours": 1})
    assert status == 200
    assert demo.knocks == 1
    assert demo.clock.now() >= before + timedelta(hours=1)
    assert told["ahead"] == 3600
    demo.due = demo.clock.now() + timedelta(days=3)
    await post(http, "/demo/clock", {"next_prompt": True})
    assert demo.clock.now() >= demo.due
    assert demo.knocks == 2
    demo.due = None
    assert await post(http, "/demo/clock", {"next_prompt": True}) == (
        400,
        {"problem": "No prompt is planned yet."},
    )
    assert demo.knocks == 2


async def test_the_clock_knows_where_people_are(demo: Demo, http: aiohttp.ClientSession) -> None:
    demo.zones[demo.person] = "Europe/Madrid"
    told = await get(http, "/demo/clock")
    assert told["people"][str(demo.person)]["zone"] == "Europe/Madrid"
    assert told["zone"] == "UTC"


async def test_listeners_hear_all_there_is_then_every_change(
    demo: Demo, http: aiohttp.ClientSession
) -> None:
    await demo.tg.say(demo.person, "before")
    async with http.ws_connect("/demo/events") as socket:
        state = await socket.receive_json()
        assert state["kind"] == "state"
        assert [seen["text"] for seen in state["chats"][0]["messages"]] == ["before"]
        await demo.tg.say(demo.person, "after")
        change = await socket.receive_json()
        assert (change["kind"], change["message"]["text"]) == ("message", "after")
        await post(http, "/demo/clock", {"hours": 1})
        assert (await socket.receive_json())["kind"] == "clock"
        await post(http, "/demo/people", {"first_name": "Dee"})
        added = await socket.receive_json()
        assert (added["kind"], added["chat"]["name"]) == ("chat", "Dee")


async def test_a_port_that_is_taken_is_named(demo: Demo) -> None:
    port = int(demo.url.rpartition(":")[2])
    tg = Telegram(None, demo.clock.now, TOKEN)
    stage = Stage(tg, demo.clock, demo.next_prompt, demo.moved)
    with pytest.raises(PortTaken, match=f"Port {port} is taken.*PORT={port + 1}"):
        async with serve_stage(stage, port):
            pass
