"""Conversations, the words and ratings kept of them, and the scripts they are pinned to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.interview.conversation import Conversation, ConversationId, WordsId
    from bot.interview.words import KeptWords, Rating, Told
    from bot.people import ClientId


class Conversations(Protocol):
    """Where clients stand in their check-ins."""

    async def add(self, conversation: Conversation, at: datetime) -> None:
        """Keep a new conversation."""
        ...

    async def get(self, conversation: ConversationId) -> Conversation | None:
        """Find one by id."""
        ...

    async def current(self, client: ClientId) -> Conversation | None:
        """Give the client's conversation that waits for something, if any: there is at most one."""
        ...

    async def save(self, conversation: Conversation, before: int, at: datetime) -> None:
        """Keep its new state.

        Raises:
            Overtaken: its kept turn is no longer `before`.

        """
        ...

    async def forget(self, conversation: ConversationId) -> None:
        """Delete one for good."""
        ...

    async def rest(self, client: ClientId, lines: Sequence[str], at: datetime) -> None:
        """Note authored lines as said to this client."""
        ...

    async def begun(self, client: ClientId) -> Mapping[str, datetime]:
        """Give when the client last began each check-in, by its name."""
        ...

    async def latest(self, client: ClientId, limit: int) -> Sequence[Conversation]:
        """Give the conversations that were begun last, the newest first."""
        ...

    async def resting(self, client: ClientId, since: datetime) -> frozenset[str]:
        """Give the lines said to this client since then."""
        ...


class WordsKept(Protocol):
    """The client's words and ratings."""

    async def put(self, words: KeptWords) -> None:
        """Keep words; the same id again replaces them."""
        ...

    async def get(self, words: WordsId) -> KeptWords | None:
        """Find words by id."""
        ...

    async def of(self, client: ClientId) -> Sequence[KeptWords]:
        """Give all words of a client, oldest first, let go or not."""
        ...

    async def forget(self, words: WordsId) -> None:
        """Delete words for good, and what was told of them."""
        ...

    async def rate(self, rating: Rating) -> None:
        """Keep a rating; the same conversation and step again replaces it."""
        ...

    async def unrate(self, conversation: ConversationId, step: str) -> None:
        """Delete a rating for good."""
        ...

    async def ratings(self, client: ClientId, of: str, limit: int = 10) -> Sequence[Rating]:
        """Give the newest ratings of one thing, oldest of them first."""
        ...

    async def rated(self, client: ClientId, since: datetime) -> Sequence[Rating]:
        """Give every rating of a client since then, oldest first."""
        ...

    async def tell(self, told: Told) -> None:
        """Note what the client said of kept words; told twice of one instant, it is one."""
        ...

    async def untell(self, told: Told) -> None:
        """Delete for good that this was said."""
        ...

    async def told(self, client: ClientId, since: datetime) -> Sequence[Told]:
        """Give all that the client said of kept words since then, oldest first."""
        ...


class Scripts(Protocol):
    """Every version of every check-in that was ever played."""

    async def put(
        self, name: str, version: str, source: Mapping[str, str], *, sealed: bool = False
    ) -> None:
        """Keep a version's files (locale → TOML text); it never changes.

        What a counselor wrote is sealed: it may tell of somebody. What comes with the service is
        not, so that an older replica can read it in the middle of a deploy.
        """
        ...

    async def source(self, name: str, version: str) -> Mapping[str, str] | None:
        """Give a version's files."""
        ...
