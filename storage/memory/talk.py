"""Conversations, words and ratings in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Overtaken, StoreError
from bot.interview.conversation import Status
from bot.ports import Sat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.interview.conversation import Conversation, ConversationId, WordsId
    from bot.interview.words import KeptWords, Rating, Told
    from bot.people import ClientId
    from storage.memory.shelves import Shelves


class MemoryConversations:
    """Conversations by id, and the lines that rest."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._rows = shelves.conversations

    async def add(self, conversation: Conversation, at: datetime) -> None:
        self._shelves.need(conversation.client)
        if conversation.id in self._rows:
            raise StoreError("This conversation is kept already.")
        self._refuse_second(conversation)
        self._rows[conversation.id] = Sat(conversation, at, at)

    async def get(self, conversation: ConversationId) -> Conversation | None:
        kept = self._rows.get(conversation)
        return None if kept is None else kept.conversation

    async def current(self, client: ClientId) -> Conversation | None:
        for row in self._of(client):
            if row.conversation.status is Status.WAITING:
                return row.conversation
        return None

    async def save(self, conversation: Conversation, before: int, at: datetime) -> None:
        kept = self._rows.get(conversation.id)
        if kept is None or kept.conversation.turn != before:
            raise Overtaken
        self._refuse_second(conversation)
        self._rows[conversation.id] = Sat(conversation, kept.began_at, at)

    async def forget(self, conversation: ConversationId) -> None:
        if conversation in self._rows:
            del self._rows[conversation]

    async def begun(self, client: ClientId) -> Mapping[str, datetime]:
        mine = sorted((row.began_at, row.conversation.script) for row in self._of(client))
        return {script: at for at, script in mine}

    async def latest(self, client: ClientId, limit: int) -> Sequence[Conversation]:
        by_id = sorted(self._of(client), key=lambda row: row.conversation.id)
        newest = sorted(by_id, key=lambda row: row.began_at, reverse=True)
        return [row.conversation for row in newest[:limit]]

    async def rest(self, client: ClientId, lines: Sequence[str], at: datetime) -> None:
        self._shelves.need(client)
        for line in lines:
            self._shelves.said[client, line] = (client, at)

    async def resting(self, client: ClientId, since: datetime) -> frozenset[str]:
        return frozenset(
            line
            for (whose, line), (_, at) in self._shelves.said.items()
            if whose == client and at >= since
        )

    def _of(self, client: ClientId) -> list[Sat]:
        return [row for row in self._rows.values() if row.conversation.client == client]

    def _refuse_second(self, conversation: Conversation) -> None:
        if conversation.status is Status.WAITING and any(
            row.client == conversation.client
            and row.status is Status.WAITING
            and row.id != conversation.id
            for row in (kept.conversation for kept in self._rows.values())
        ):
            raise StoreError("This client is in a conversation already.")


class MemoryWords:
    """Words by id, ratings by conversation and step."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._words = shelves.words
        self._ratings = shelves.ratings

    async def put(self, words: KeptWords) -> None:
        self._shelves.need(words.client)
        self._words[words.id] = words

    async def get(self, words: WordsId) -> KeptWords | None:
        return self._words.get(words)

    async def of(self, client: ClientId) -> Sequence[KeptWords]:
        mine = [row for row in self._words.values() if row.client == client]
        return sorted(mine, key=lambda row: (row.at, row.id))

    async def forget(self, words: WordsId) -> None:
        if words in self._words:
            del self._words[words]
        self._shelves.told.discard(lambda row: row.words == words)

    async def rate(self, rating: Rating) -> None:
        self._shelves.need(rating.client)
        self._ratings[rating.conversation, rating.step] = rating

    async def unrate(self, conversation: ConversationId, step: str) -> None:
        if (conversation, step) in self._ratings:
            del self._ratings[conversation, step]

    async def ratings(self, client: ClientId, of: str, limit: int = 10) -> Sequence[Rating]:
        mine = [row for row in self._ratings.values() if row.client == client and row.of == of]
        newest = sorted(mine, key=lambda row: (row.at, row.conversation, row.step))
        return newest[-limit:] if limit else []

    async def rated(self, client: ClientId, since: datetime) -> Sequence[Rating]:
        mine = (row for row in self._ratings.values() if row.client == client and row.at >= since)
        return sorted(mine, key=lambda row: (row.at, row.conversation, row.step))

    async def tell(self, told: Told) -> None:
        self._shelves.need(told.client)
        self._shelves.told[told] = told

    async def untell(self, told: Told) -> None:
        if told in self._shelves.told:
            del self._shelves.told[told]

    async def told(self, client: ClientId, since: datetime) -> Sequence[Told]:
        mine = (row for row in self._shelves.told.values() if row.client == client)
        return sorted(
            (row for row in mine if row.at >= since),
            key=lambda row: (row.at, row.words, row.effect),
        )
