"""Episodes, who is on duty, and operators in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.episode import Entry, Episode, EpisodeId, Operator
    from bot.people import ClientId, CounselorId
    from storage.memory.shelves import Shelves


class MemoryEpisodes:
    """Episodes by id."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._episodes = shelves.episodes
        self._entries = shelves.entries

    async def put(self, episode: Episode) -> None:
        self._shelves.need(episode.client)
        current = await self.current(episode.client)
        if episode.over_at is None and current is not None and current.id != episode.id:
            raise StoreError("An episode of this client is open already.")
        self._episodes[episode.id] = episode

    async def get(self, episode: EpisodeId) -> Episode | None:
        return self._episodes.get(episode)

    async def current(self, client: ClientId) -> Episode | None:
        mine = await self.of(client)
        return next((one for one in mine if one.over_at is None), None)

    async def of(self, client: ClientId) -> Sequence[Episode]:
        return _ordered(one for one in self._episodes.values() if one.client == client)

    async def told(self, counselor: CounselorId) -> Sequence[Episode]:
        theirs = {
            id_
            for id_, entries in self._entries.items()
            if any(entry.by == counselor for entry in entries)
        }
        return _ordered(
            one for one in self._episodes.values() if one.over_at is None and one.id in theirs
        )

    async def going_on(self, limit: int) -> Sequence[Sequence[Entry]]:
        open_ = _ordered(one for one in self._episodes.values() if one.over_at is None)
        return [await self.history(one.id) for one in open_[:limit]]

    async def note(self, episode: EpisodeId, entry: Entry) -> None:
        if episode not in self._episodes:
            raise StoreError("There is no such episode.")
        self._entries[episode] = (*self._entries.get(episode, ()), entry)

    async def history(self, episode: EpisodeId) -> Sequence[Entry]:
        return list(self._entries.get(episode, ()))


class MemoryRota:
    """Counselors in line."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._rota = shelves.rota

    async def set(self, counselors: Sequence[CounselorId]) -> None:
        self._rota.discard(lambda _: True)
        for place, counselor in enumerate(counselors):
            self._shelves.need_counselor(counselor)
            self._rota[place] = counselor

    async def all(self) -> Sequence[CounselorId]:
        return [self._rota[place] for place in sorted(self._rota)]


class MemoryOperators:
    """Operators by chat."""

    def __init__(self, shelves: Shelves) -> None:
        self._operators = shelves.operators

    async def add(self, operator: Operator) -> None:
        if operator.chat not in self._operators:
            self._operators[operator.chat] = operator

    async def remove(self, chat: int) -> None:
        self._operators.discard(lambda one: one.chat == chat)

    async def all(self) -> Sequence[Operator]:
        return sorted(self._operators.values(), key=lambda one: one.since)


def _ordered(episodes: Iterable[Episode]) -> list[Episode]:
    return sorted(episodes, key=lambda one: (one.began_at, one.id))
