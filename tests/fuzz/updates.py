"""Updates as raw bytes: read, enveloped, kept, opened, and routed to what arrives at the service.

An update that python-telegram-bot cannot read, or that lacks what Telegram always sends, may fail
where it is opened, and is set aside; nothing else of ours may fail.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import traceback
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from telegram.request import BaseRequest

from bot.arrival import Arrival, Reaction
from bot.message import Press
from bot.services.flood import Budget, Flood
from handlers.application import build, make_bot
from handlers.card import HelpCard
from handlers.envelope import LARGEST
from handlers.handling import Handling
from handlers.intake import BATCH, Intake
from handlers.polling import _usable
from handlers.transport import _parsed
from storage.memory import MemoryStore
from tests.fuzz.keys import CHAT, OURS
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ports import Received

NOON: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
_HELP: Final = Press("help")
ME: Final = {"id": 1, "is_bot": True, "first_name": "Stillwater", "username": "stillwater_bot"}


class Clock:
    """Stands still."""

    def now(self) -> datetime:
        return NOON


class Nobody(BaseRequest):
    """A Telegram that takes whatever it is told."""

    read_timeout = 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        *_: Any,  # noqa: ANN401 - the method, what is sent, and four times
        **__: Any,  # noqa: ANN401 - as above
    ) -> tuple[int, bytes]:
        result = ME if url.endswith("/getMe") else True
        return 200, json.dumps({"ok": True, "result": result}).encode()


class Ear:
    """Hears two words."""

    def asks(self, text: str) -> bool:
        return text == "/help"

    def sounds(self, text: str) -> bool:
        return "urgent" in text


class Doorstep:
    """Stands for the service, and for the processor before it."""

    behind = False

    def __init__(self) -> None:
        self.rows: list[Received] = []
        self.arrived: list[Arrival] = []

    def admits(self, rows: Sequence[Received]) -> frozenset[int]:
        return frozenset(row.update for row in rows)

    def take(
        self,
        rows: Sequence[Received],
        *,
        more: bool = False,
        left: bool = False,
        strays: bool = False,
    ) -> None:
        assert more is (len(rows) >= BATCH)
        assert not left
        assert not strays
        self.rows.extend(rows)

    async def happen(self, arrival: Arrival) -> Reaction:
        self.arrived.append(arrival)
        return Reaction()

    async def told(self, update: int, chat: int, language: str) -> None:
        assert (type(update), type(chat), type(language)) == (int, int, str)


class Road:
    """The whole way in, over a store in memory that is emptied each time."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.door = Doorstep()
        self.app = build(make_bot("1:x", Nobody()), self.door, OURS)
        self.runner.run(self.app.initialize())
        atexit.register(self.close)

    def close(self) -> None:
        """Put all of it away."""
        self.runner.run(self.app.shutdown())
        self.runner.close()

    async def travel(self, updates: Sequence[object]) -> None:
        """Keep what came, and open what was kept."""
        self.door.rows.clear()
        self.door.arrived.clear()
        store = MemoryStore()
        flood = Flood(Budget(burst=5))
        await Intake(store.works, self.door, Clock(), Ear(), OURS, flood).keep(updates)
        handling = Handling(
            self.app, HelpCard(self.app.bot, {"en": "988"}, Clock()), self.door.told
        )
        for row in self.door.rows:
            assert len(row.body) <= LARGEST
            assert abs(row.chat) < 2**63
            try:
                await handling.handle(row)
            except Exception as error:
                if _ours(error):
                    raise
            assert self.app.bot_data.in_hand == {}


_road = cache(Road)


def once(content: bytes) -> None:
    """Read an answer of getUpdates, and let what is in it come in."""
    parsed = _parsed(content)
    result = parsed.get("result") if isinstance(parsed, dict) else parsed
    elements = result if isinstance(result, list) else [result]
    batch = [one for one in elements if _usable(one)]
    _road().runner.run(_road().travel(batch))


def _ours(error: BaseException) -> bool:
    """Say whether it was raised by code of ours, and not by a thing that is not what it must be."""
    if isinstance(error, AttributeError | TypeError):
        return False
    where = PurePath(traceback.extract_tb(error.__traceback__)[-1].filename).parts
    return "telegram" not in where and "site-packages" not in where


def _update(number: int, **what: object) -> dict[str, object]:
    return {"update_id": number, **what}


def seeds() -> Iterator[bytes]:
    """Give a batch of every kind of update there is, and each alone."""
    chat = {"id": CHAT, "type": "private", "first_name": "Robin"}
    who = {"id": CHAT, "is_bot": False, "first_name": "Robin", "language_code": "es"}
    said = {"message_id": 7, "date": 1772000000, "chat": chat, "from": who}
    file = {"file_id": "f", "file_unique_id": "u"}
    command = [{"type": "bot_command", "offset": 0, "length": 6}]
    group = {"id": -100, "type": "supergroup", "title": "G"}
    member = {"user": who, "status": "kicked", "until_date": 0}
    data = OURS.data(_HELP, CHAT)
    kinds: list[dict[str, object]] = [
        {"message": said | {"text": "up for breakfast \U0001f373"}},
        {"message": said | {"text": "/start i_0123", "entities": command}},
        {"message": said | {"caption": "urgent", "photo": [file | {"width": 1, "height": 1}]}},
        {"message": said | {"document": file | {"file_name": "own.toml", "file_size": 9}}},
        {"message": said | {"location": {"latitude": 1.5, "longitude": 2.5}}},
        {"message": said | {"text": "x", "forward_origin": {"type": "hidden_user", "date": 1,
                                                           "sender_user_name": "Y"}}},
        {"message": said | {"chat": group, "text": "/help@stillwater_bot",
                            "entities": [{"type": "bot_command", "offset": 0, "length": 20}]}},
        {"edited_message": said | {"text": "changed", "edit_date": 1772000001}},
        {"channel_post": said | {"chat": {"id": -7, "type": "channel", "title": "C"}}},
        {"callback_query": {"id": "1", "from": who, "message": said | {"text": "?"},
                            "chat_instance": "1", "data": data}},
        {"my_chat_member": {"chat": chat, "from": who, "date": 1, "old_chat_member": member,
                            "new_chat_member": member}},
        {"inline_query": {"id": "1", "from": who, "query": "x", "offset": ""}},
    ]  # fmt: skip
    every = [_update(number, **kind) for number, kind in enumerate(kinds, 1)]
    yield json.dumps({"ok": True, "result": every}).encode()
    for one in every:
        yield json.dumps([one], ensure_ascii=False).encode()
    deep = "[" * 900 + "]" * 900
    yield f'[{{"update_id": 1, "message": {{"chat": {{"id": 7}}, "text": {deep}}}}}]'.encode()
    yield b"[" * 5000
    yield b'[{"update_id": ' + b"9" * 5000 + b"}]"
    far = said | {"message_id": 10**30, "date": 10**20, "text": "\ud83d" * 5000}
    for number in (2**62, 2**63, -1, 0):
        yield json.dumps([_update(number, message=far)]).encode()
    yield json.dumps([_update(1, message=far | {"chat": chat | {"id": 2**70}})]).encode()


TARGET = Target(once, seeds, longest=2**16)
