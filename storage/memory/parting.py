"""The outbox in memory when a client goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.message import Purpose
from storage.rules import WAITS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.message import MessageId
    from bot.people import ClientId
    from storage.memory.shelves import Shelves


class MemoryParting:
    """The outbox's side of a farewell."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._posted = shelves.outbox

    async def recent(self, client: ClientId, since: datetime) -> Sequence[int]:
        theirs = {
            row.delivered.telegram_id
            for row in self._posted.values()
            if row.message.chat == self._shelves.clients[client].chat
            and row.delivered is not None
            and row.delivered.at >= since
        }
        return sorted(theirs)

    async def forget(self, message: MessageId) -> None:
        if message in self._posted:
            del self._posted[message]

    async def part(self, client: ClientId, until: datetime) -> None:
        chat = self._shelves.clients[client].chat
        self._posted.discard(lambda row: row.message.client is None and row.message.chat == chat)
        for id_, row in list(self._posted.items()):
            message = row.message
            alert = message.purpose is Purpose.ALERT and message.chat != chat
            if message.client == client and alert and row.state in WAITS:
                nobodys = replace(message, client=None, expires_at=until, fleeting=True)
                self._posted[id_] = replace(row, message=nobodys)
