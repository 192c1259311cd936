"""Episodes with their history, who is on duty, and the chats of operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.episode import Entry, Episode, EpisodeId, Operator
    from bot.people import ClientId, CounselorId


class Episodes(Protocol):
    """Episodes, each with an append-only history."""

    async def put(self, episode: Episode) -> None:
        """Keep an episode, or a changed one."""
        ...

    async def get(self, episode: EpisodeId) -> Episode | None:
        """Find one by id, holding its row until the transaction ends."""
        ...

    async def current(self, client: ClientId) -> Episode | None:
        """Give the client's open episode, if any; its row is held until the transaction ends."""
        ...

    async def of(self, client: ClientId) -> Sequence[Episode]:
        """Give all episodes of a client, oldest first."""
        ...

    async def told(self, counselor: CounselorId) -> Sequence[Episode]:
        """Give the open episodes that a counselor was sent word of, oldest first."""
        ...

    async def going_on(self, limit: int) -> Sequence[Sequence[Entry]]:
        """Give the histories of open episodes, at most so many, the oldest episode first."""
        ...

    async def note(self, episode: EpisodeId, entry: Entry) -> None:
        """Append a line to its history."""
        ...

    async def history(self, episode: EpisodeId) -> Sequence[Entry]:
        """Give its history, oldest line first."""
        ...


class Rota(Protocol):
    """The clinicians who answer alerts, in the order in which they are told."""

    async def set(self, counselors: Sequence[CounselorId]) -> None:
        """Let it be these, in this order, and nobody else."""
        ...

    async def all(self) -> Sequence[CounselorId]:
        """Give them in order; empty: nobody is alerted of anything."""
        ...


class Operators(Protocol):
    """Chats that belong to those who run the service."""

    async def add(self, operator: Operator) -> None:
        """Keep a chat; one that is kept stays as it is."""
        ...

    async def remove(self, chat: int) -> None:
        """Forget a chat."""
        ...

    async def all(self) -> Sequence[Operator]:
        """Give every one, the earliest first."""
        ...
