"""`/mydata`: asked for once, made outside of the transaction, and of whoever there is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from bot.care import Care
from bot.interview.parse import parse
from bot.mydata.pack import Order, made
from bot.services.converse import Converse
from bot.services.drawing import Drawing, Pencil
from bot.services.mydata import SAME_FOR
from tests.bot.services.room import ANN, WELCOME, Room

if TYPE_CHECKING:
    from bot.message import Message


@pytest.fixture
async def room() -> Room:
    room = Room()
    await room.give("start")
    for option in WELCOME:
        await room.tap(option)
    for words in ("drinking", "up for breakfast", "they stop asking"):
        await room.write(words)
    await room.tap("worth")
    return room


async def make(room: Room) -> None:
    await room.give("mydata")
    await room.tap("Make the file")


def files(room: Room) -> list[Message]:
    return [one.sent for one in room.on_screen() if one.sent.document]


def data(message: Message) -> Any:  # noqa: ANN401 - whatever JSON holds
    with ZipFile(BytesIO(message.document)) as archive:
        return json.loads(archive.read("data.json"))


async def test_it_is_asked_for_once_and_then_made(room: Room) -> None:
    await room.give("mydata")
    assert files(room) == []
    await room.tap("Make the file")
    (sent,) = files(room)
    client = await room.client()
    assert (sent.document_name, sent.client, sent.protected) == ("stillwater.zip", client.id, False)
    assert [one["text"] for one in data(sent)["words"]] == ["up for breakfast", "they stop asking"]
    answers = [one for sat in data(sent)["checkins"] for one in sat["answers"]]
    (named,) = [one["question"] for one in answers if one["text"] == "drinking"]
    assert "What do you call it?" in named


async def test_not_now_makes_nothing(room: Room) -> None:
    await room.give("mydata")
    await room.tap("Not now")
    assert files(room) == []
    assert room.texts()[-1] == room.say("mydata.left")


async def test_a_stranger_is_told_that_nothing_is_kept() -> None:
    room = Room()
    await room.give("mydata")
    assert room.texts() == [room.say("mydata.none")]
    async with room.store.works() as work:
        assert await work.clients.by_chat(ANN) is None


async def test_who_has_just_arrived_is_given_what_there_is() -> None:
    room = Room()
    await room.write("hello")
    await make(room)
    (sent,) = files(room)
    assert sent.client is None  # their key may go any moment
    assert data(sent)["person"]["standing"] == "arriving"
    assert data(sent)["agreements"] == []
    await room.tap("en")  # the welcome goes on
    assert await room.current() is not None


async def test_the_same_again_is_not_sent_twice(room: Room) -> None:
    await make(room)
    await make(room)
    assert len(files(room)) == 1
    assert "Nothing has changed" in room.texts()[-1]


async def test_once_something_changed_it_is(room: Room) -> None:
    await make(room)
    await room.begin("How much it matters")
    await room.tap("7")
    await make(room)
    assert len(files(room)) == 2


async def test_and_after_a_while_in_any_case(room: Room) -> None:
    await make(room)
    await room.pass_(SAME_FOR + timedelta(seconds=1))
    await make(room)
    assert len(files(room)) == 2


@dataclass(frozen=True, slots=True)
class Slow(Pencil):
    """While it draws, time goes by and what waits is delivered."""

    room: Room = field(default_factory=Room)
    drawn: list[Drawing] = field(default_factory=list)

    async def draw(self, drawing: Drawing) -> bytes:
        self.drawn.append(drawing)
        self.room.clock.at += timedelta(seconds=1)
        await self.room.deliver()
        return drawing.png()


async def test_what_moves_meanwhile_asks_for_no_other_file(room: Room) -> None:
    pencil = Slow(room=room)
    room.converse = Converse(replace(room.house, pencil=pencil))
    await make(room)
    assert pencil.drawn == [Drawing(made, Order((await room.client()).id))]
    assert len(files(room)) == 1


async def test_a_check_in_of_an_older_version_keeps_its_question(room: Room) -> None:
    script = room.house.library["first-goal"]
    older = {name: text.replace("call it", "name it") for name, text in script.source.items()}
    version = parse("first-goal", older).version
    client = await room.client()
    async with room.store.works() as work:
        await work.scripts.put("first-goal", version, older)
        (first,) = [
            one
            for one in await work.conversations.latest(client.id, 9)
            if one.script == "first-goal"
        ]
        await work.conversations.save(replace(first, version=version), first.turn, room.clock.at)
    await make(room)
    assert "What do you name it?" in json.dumps(data(files(room)[0])["checkins"])


async def test_the_counselors_label_and_invitation_are_theirs_to_see(room: Room) -> None:
    dana = await room.counselor()
    client = await room.client()
    async with room.store.works() as work:
        await work.cares.put(Care(client.id, dana.id, "blue coat", room.clock.at))
    await make(room)
    counselor = data(files(room)[0])["counselor"]
    assert (counselor["label"], counselor["counselor_name"]) == ("blue coat", "Dana")
