"""Each kind of update, from a person's phone through real HTTP to what arrives at the service."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.arrival import (
    Arrival,
    Blocked,
    ByBot,
    Command,
    Edited,
    File,
    Forwarded,
    InChannel,
    InGroup,
    Sent,
    Tapped,
    Thing,
    Unblocked,
    What,
    Wrote,
)
from bot.message import Button, Press
from tests.handlers.house import LATER, NOON, OURS, House, a_house, button

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bot.demo.telegram import CallbackAnswer, Person

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060"
    "0000000400015c0d0a2d0000000049454e44ae426082"
)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as opened:
        yield opened


@pytest.fixture
async def ana(house: House) -> Person:
    person = house.telegram.add_person("Ana", "García", "ana", "es")
    await house.telegram.say(person.id, "hello")
    await house.settle()
    house.diary.arrivals.clear()
    return person


def raw(person: Person, **more: object) -> dict[str, Any]:
    return {
        "message_id": 77,
        "date": int(NOON.timestamp()),
        "chat": person.as_chat(),
        "from": person.as_user(),
    } | more


async def arrived(house: House, kind: str, body: object) -> list[What]:
    house.telegram.inject(kind, body)
    await house.settle()
    assert await house.open_rows() == []
    return house.diary.whats


async def test_words_arrive_with_who_where_and_when(house: House) -> None:
    ana = house.telegram.add_person("Ana", "García", "ana", "es")
    shown = await house.telegram.say(ana.id, "  I'd like to sleep, שלום 🌿 ")
    (batch,) = await house.fetch()
    await house.settle()
    assert house.diary.arrivals == [
        Arrival(
            chat=ana.id,
            at=NOON,
            what=Wrote("I'd like to sleep, שלום 🌿"),
            update=batch["update_id"],
            message=shown["message_id"],
            name="Ana",
            language="es",
        )
    ]
    assert await house.open_rows() == []


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/start", Command("start")),
        ("/start anna-7", Command("start", "anna-7")),
        ("/Goals@stillwater_bot", Command("goals")),
        ("/stop, please", Command("stop", ", please")),
        ("/note two words\nand a line", Command("note", "two words\nand a line")),
        ("/whatisthis", Command("whatisthis")),
    ],
)
async def test_commands(house: House, ana: Person, text: str, command: Command) -> None:
    await house.telegram.say(ana.id, text)
    await house.settle()
    assert house.diary.whats == [command]


@pytest.mark.parametrize("text", ["a /stop in the middle", "/", "/ start", "//start"])
async def test_what_only_looks_like_a_command_is_words(
    house: House, ana: Person, text: str
) -> None:
    await house.telegram.say(ana.id, text)
    await house.settle()
    assert house.diary.whats == [Wrote(text)]


async def test_things_with_and_without_captions(house: House, ana: Person) -> None:
    await house.telegram.send_sticker(ana.id)
    await house.telegram.send_voice(ana.id)
    await house.telegram.send_photo(ana.id, PNG, "The lake where I stop")
    await house.telegram.send_document(ana.id, "diary.txt", b"x", "My week")
    await house.settle()
    assert house.diary.whats == [
        Sent(Thing.STICKER),
        Sent(Thing.VOICE),
        Sent(Thing.PICTURE, "The lake where I stop"),
        Sent(Thing.FILE, "My week", File("document-00000004", "diary.txt", 1)),
    ]


FILE = {"file_id": "a", "file_unique_id": "b"}
PICTURE = FILE | {"width": 1, "height": 1}
SPOT = {"latitude": 1.5, "longitude": 2.5}


@pytest.mark.parametrize(
    ("content", "thing"),
    [
        ({"video_note": FILE | {"length": 1, "duration": 1}}, Thing.VOICE),
        ({"video": PICTURE | {"duration": 1}}, Thing.PICTURE),
        ({"animation": PICTURE | {"duration": 1}, "document": FILE}, Thing.PICTURE),
        ({"audio": FILE | {"duration": 1}}, Thing.FILE),
        ({"location": SPOT}, Thing.PLACE),
        (
            {"venue": {"location": SPOT, "title": "x", "address": "y"}, "location": SPOT},
            Thing.PLACE,
        ),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, Thing.CONTACT),
        ({"dice": {"emoji": "🎲", "value": 3}}, Thing.OTHER),
        ({"invented_tomorrow": {"x": 1}}, Thing.OTHER),
    ],
)
async def test_other_things(
    house: House, ana: Person, content: dict[str, Any], thing: Thing
) -> None:
    assert await arrived(house, "message", raw(ana, **content)) == [Sent(thing)]


async def test_an_edit_arrives_with_its_own_date(house: House, ana: Person) -> None:
    shown = await house.telegram.say(ana.id, "befor")
    await house.telegram.edit(ana.id, shown["message_id"], "before")
    await house.settle()
    assert house.diary.whats == [Wrote("befor"), Edited("before")]
    assert house.diary.arrivals[1].message == shown["message_id"]


async def test_an_edited_caption_is_an_edit(house: House, ana: Person) -> None:
    body = raw(ana, edit_date=int(LATER.timestamp()), photo=[PICTURE], caption="after")
    assert await arrived(house, "edited_message", body) == [Edited("after")]
    assert house.diary.arrivals[0].at == LATER


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("edited_message", {"edit_date": 1, "location": SPOT}),
        (
            "message",
            {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
        ),
        ("message", {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}}),
    ],
)
async def test_what_nobody_said_is_let_go(
    house: House, ana: Person, kind: str, more: dict[str, Any]
) -> None:
    assert await arrived(house, kind, raw(ana, **more)) == []


@pytest.mark.parametrize("body", [7, "nonsense", None, [], {}, {"what": 1}])
async def test_what_nobody_could_have_said_is_let_go(house: House, body: object) -> None:
    house.telegram.updates.allow(["invented"])
    assert await arrived(house, "invented", body) == []
    house.telegram.updates.allow(["message"])
    if not isinstance(body, dict):
        assert await arrived(house, "message", body) == []
    assert house.aside == []


async def test_a_tap_arrives_and_is_answered(house: House, ana: Person) -> None:
    asked = await house.ask(ana.id, button("Still true", "let-go", "7"), button("Changed", "x"))
    tap = house.telegram.press(ana.id, asked, "Still true")
    answer = await tapped(house, tap)
    (arrival,) = house.diary.arrivals
    assert arrival.what == Tapped(Press("let-go", "7"), "How does that sit?", "Still true")
    assert (arrival.chat, arrival.message, arrival.at) == (ana.id, asked, LATER)
    assert (arrival.name, arrival.language) == ("Ana", "es")
    assert answer is not None
    assert answer.text == "kept"


async def tapped(
    house: House, tap: Coroutine[Any, Any, CallbackAnswer | None]
) -> CallbackAnswer | None:
    waiting = asyncio.create_task(tap)
    await house.until(lambda: bool(house.telegram.updates.pending))
    await house.settle()
    return await waiting


async def test_a_double_tap_arrives_twice_and_both_are_answered(house: House, ana: Person) -> None:
    house.diary.toast = ""
    asked = await house.ask(ana.id, button("Yes", "yes"))
    for _ in range(2):
        answer = await tapped(house, house.telegram.press(ana.id, asked, "Yes"))
        assert answer is not None
        assert answer.text == ""
    assert house.diary.whats == [Tapped(Press("yes"), "How does that sit?", "Yes")] * 2


async def test_forged_data_arrives_as_nothing_we_know(house: House, ana: Person) -> None:
    asked = await house.ask(ana.id, button("Yes", "yes"))
    await tapped(house, house.telegram.press(ana.id, asked, "1:old:form", stale=True))
    assert house.diary.whats == [Tapped(None, "How does that sit?", "")]


def query(person: Person, **more: object) -> dict[str, Any]:
    return {
        "id": "9",
        "from": person.as_user(),
        "chat_instance": "1",
        "data": OURS.data(Press("yes"), person.id),
    } | more


async def test_a_tap_on_a_message_too_old_to_see(house: House, ana: Person) -> None:
    old = {"message_id": 5, "date": 0, "chat": ana.as_chat()}
    assert await arrived(house, "callback_query", query(ana, message=old)) == [Tapped(Press("yes"))]
    assert house.diary.arrivals[0].message == 5


async def test_a_tap_without_a_chat_or_in_a_group_is_only_answered(
    house: House, ana: Person
) -> None:
    group = house.telegram.add_group("Friends", [ana.id])
    there = {"message_id": 5, "date": 0, "chat": group.as_chat()}
    assert await arrived(house, "callback_query", query(ana, inline_message_id="x")) == []
    assert await arrived(house, "callback_query", query(ana, message=there)) == []
    assert house.telegram.calls["answerCallbackQuery"] == 2


async def test_a_query_too_old_to_answer_breaks_nothing(house: House, ana: Person) -> None:
    body = query(ana, message=raw(ana, text="Old"))
    assert await arrived(house, "callback_query", body) == [Tapped(Press("yes"), "Old")]
    assert house.telegram.calls["answerCallbackQuery"] == 1
    assert house.aside == []
    assert house.diary.tries == 2  # one for the fixture's hello


async def test_blocked_and_unblocked(house: House, ana: Person) -> None:
    await house.telegram.block(ana.id)
    await house.telegram.unblock(ana.id)
    await house.settle()
    assert house.diary.whats == [Blocked(), Unblocked()]
    assert [arrival.chat for arrival in house.diary.arrivals] == [ana.id, ana.id]


async def test_in_a_group_only_what_is_said_to_the_bot_arrives(house: House, ana: Person) -> None:
    ben = house.telegram.add_person("Ben")
    group = house.telegram.add_group("Friends", [ana.id, ben.id])
    spoken = await house.ask(group.id, Button("x", url="https://example.org/"))
    for text in ("hello all", "/start@another_bot", "@another_bot hello", "what about @ana"):
        await house.telegram.say(ana.id, text, chat=group.id)
    await house.settle()
    assert house.diary.whats == []
    await house.telegram.say(ana.id, "/start", chat=group.id)
    await house.telegram.say(ana.id, "/start@Stillwater_bot", chat=group.id)
    await house.telegram.say(ben.id, "so, @stillwater_bot?", chat=group.id)
    await house.telegram.say(ben.id, "and you?", reply_to=spoken, chat=group.id)
    await house.telegram.send_photo(ben.id, PNG, "plain", chat=group.id)
    await house.settle()
    assert house.diary.whats == [InGroup()] * 4
    assert {(one.chat, one.name, one.language) for one in house.diary.arrivals} == {
        (group.id, "", "")
    }


async def test_an_edit_in_a_group_is_let_go(house: House, ana: Person) -> None:
    group = house.telegram.add_group("Friends", [ana.id])
    said = await house.telegram.say(ana.id, "/start", chat=group.id)
    await house.telegram.edit(ana.id, said["message_id"], "/stop", chat=group.id)
    await house.settle()
    assert house.diary.whats == [InGroup()]


async def test_channel_posts(house: House) -> None:
    house.telegram.updates.allow(
        ["channel_post"]
    )  # nobody asks for them: they may come all the same
    channel = {"id": -1007, "title": "News", "type": "channel"}
    post = {"message_id": 1, "date": int(NOON.timestamp()), "chat": channel}
    assert await arrived(house, "channel_post", post | {"text": "news"}) == []
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    body = post | {"text": "/start", "entities": entities}
    assert await arrived(house, "channel_post", body) == [InChannel()]
    captioned = post | {"photo": [PICTURE], "caption": "/start", "caption_entities": entities}
    assert await arrived(house, "channel_post", captioned) == [InChannel()] * 2


START = {"text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
PROGRAM = {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"}
GROUP = {"id": -100, "title": "Friends", "type": "supergroup"}
CHANNEL = {"id": -1007, "title": "News", "type": "channel"}


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"from": PROGRAM}, ByBot()),
        ({"from": PROGRAM, "chat": GROUP}, ByBot()),
        ({"sender_chat": CHANNEL}, InChannel()),
        ({"sender_chat": CHANNEL, "chat": GROUP, "is_automatic_forward": True}, InChannel()),
        ({"sender_chat": GROUP, "chat": GROUP, "from": PROGRAM}, InGroup()),
        ({"via_bot": PROGRAM}, Forwarded("/start")),
    ],
)
async def test_who_else_may_speak(
    house: House, ana: Person, more: dict[str, Any], what: What
) -> None:
    assert await arrived(house, "message", raw(ana, **START | more)) == [what]


@pytest.mark.parametrize(
    "kind",
    ["business_message", "edited_business_message", "edited_channel_post", "message_reaction"],
)
async def test_what_nobody_asked_for_is_let_go(house: House, ana: Person, kind: str) -> None:
    house.telegram.updates.allow([kind])
    assert await arrived(house, kind, raw(ana, business_connection_id="1", **START)) == []
    assert house.aside == []


async def test_inline_queries_and_other_chats_memberships_are_let_go(
    house: House, ana: Person
) -> None:
    house.telegram.updates.allow(["inline_query", "my_chat_member"])
    body = {"id": "1", "from": ana.as_user(), "query": "words", "offset": ""}
    assert await arrived(house, "inline_query", body) == []
    member = {"user": PROGRAM, "status": "member"}
    change = {"chat": GROUP, "from": ana.as_user(), "date": 1} | {
        "old_chat_member": member | {"status": "left"},
        "new_chat_member": member,
    }
    assert await arrived(house, "my_chat_member", change) == []
