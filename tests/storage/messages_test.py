"""The sealed body of a message, as releases before this one wrote it."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from bot.message import Delivered, Message, MessageId
from storage import messages
from storage.memory.store import MemoryStore
from storage.vault import Seal
from tests.contract.examples import NOW
from tests.databases import MASTER

if TYPE_CHECKING:
    from sqlalchemy import Row

SEAL = Seal("anybody", MASTER)
OLD = Message(MessageId("a" * 32), 7, "Hello", NOW)


def test_a_body_of_before_pictures_and_menus_is_still_read() -> None:
    row = messages.to_row(OLD, SEAL)
    body = json.loads(SEAL.open("outbox.body", OLD.id, row["body"]))
    del body["picture"], body["menu"]
    row["body"] = SEAL.close("outbox.body", OLD.id, json.dumps(body))
    assert messages.from_row(cast("Row[Any]", SimpleNamespace(**row)), SEAL) == OLD


def test_a_picture_is_sealed_with_the_words() -> None:
    sent = Message(OLD.id, 7, "Hello", NOW, picture=b"\x89PNG and so on")
    row = messages.to_row(sent, SEAL)
    plain = b"".join(value for value in row.values() if isinstance(value, bytes))
    assert b"PNG" not in plain
    assert messages.from_row(cast("Row[Any]", SimpleNamespace(**row)), SEAL).picture == sent.picture


def test_a_menu_comes_back_as_it_was() -> None:
    sent = Message(OLD.id, 7, "Hello", NOW, menu=(("invite", "A new client"), ("help", "Help")))
    row = messages.to_row(sent, SEAL)
    assert messages.from_row(cast("Row[Any]", SimpleNamespace(**row)), SEAL) == sent


async def test_a_picture_is_let_go_in_memory_too_once_it_is_delivered() -> None:
    store = MemoryStore()
    sent = Message(OLD.id, 7, "Hello", NOW, picture=b"\x89PNG and so on")
    async with store.works() as work:
        await work.outbox.add(sent)
        (out,) = await work.outbox.lease(NOW, 1, timedelta(minutes=1))
        assert out.message == sent
        await work.outbox.sent(sent.id, Delivered(1, NOW))
    assert store._shelves.outbox[sent.id].message.picture == b""
