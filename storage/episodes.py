"""Episodes and their history, sealed under the client's key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, insert, select, update

from bot.episode import Entry, Episode, EpisodeId, Mark
from bot.errors import SealBroken
from bot.people import ClientId, CounselorId
from bot.safety.assess import Danger, Tier
from storage.dbclock import DbNow
from storage.repository import Repository
from storage.sealed import Sealed
from storage.tables import episode_entries, episodes
from storage.upsert import keep_last

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal

_PUT = keep_last(episodes)
_GET = select(episodes).where(episodes.c.id == bindparam("which")).with_for_update()
_CURRENT = (
    select(episodes)
    .where(episodes.c.client == bindparam("whose"), episodes.c.over_at.is_(None))
    .with_for_update()
)
_ORDER = (episodes.c.began_at, episodes.c.id)
_OF = select(episodes).where(episodes.c.client == bindparam("whose")).order_by(*_ORDER)
_TOLD = (
    select(episodes)
    .where(
        episodes.c.over_at.is_(None),
        exists().where(
            episode_entries.c.episode == episodes.c.id,
            episode_entries.c.counselor == bindparam("whom"),
        ),
    )
    .order_by(*_ORDER)
)
_OWNER = select(episodes.c.client).where(episodes.c.id == bindparam("which"))
_NOTE = insert(episode_entries).returning(episode_entries.c.number)
_SEAL = update(episode_entries).where(episode_entries.c.number == bindparam("which"))
_ENTRIES = select(episode_entries, episodes.c.client).join_from(episode_entries, episodes)
_HISTORY = _ENTRIES.where(episode_entries.c.episode == bindparam("which")).order_by(
    episode_entries.c.number
)
_GOING_ON = (
    select(episodes.c.id)
    .where(episodes.c.over_at.is_(None))
    .order_by(*_ORDER)
    .limit(bindparam("most"))
)
_THEIRS = _ENTRIES.where(
    episode_entries.c.episode.in_(bindparam("those", expanding=True))
).order_by(episode_entries.c.number)
_SET_ASIDE = update(episodes).where(episodes.c.id == bindparam("which")).values(over_at=DbNow())


class SqlEpisodes(Repository):
    """Episodes by id, by client and by who was told."""

    async def put(self, episode: Episode) -> None:
        row = to_row(episode, await self._vault.of(episode.client))
        await self._db.execute(_PUT[self._dialect], row)

    async def get(self, episode: EpisodeId) -> Episode | None:
        return await self._insist(
            EPISODES, (await self._db.execute(_GET, {"which": episode})).one_or_none()
        )

    async def current(self, client: ClientId) -> Episode | None:
        row = (await self._db.execute(_CURRENT, {"whose": client})).one_or_none()
        found = await self._opened_if(EPISODES, row)
        if row is not None and found is None:  # the next danger that is heard begins another
            await self._db.execute(_SET_ASIDE, {"which": row.id})
        return found

    async def of(self, client: ClientId) -> Sequence[Episode]:
        return await self._opened(EPISODES, (await self._db.execute(_OF, {"whose": client})).all())

    async def told(self, counselor: CounselorId) -> Sequence[Episode]:
        rows = (await self._db.execute(_TOLD, {"whom": counselor})).all()
        return await self._opened(EPISODES, rows)

    async def going_on(self, limit: int) -> Sequence[Sequence[Entry]]:
        those = (await self._db.execute(_GOING_ON, {"most": limit})).scalars().all()
        rows: dict[str, list[Row[Any]]] = {one: [] for one in those}
        if those:
            for row in await self._db.execute(_THEIRS, {"those": those}):
                rows[row.episode].append(row)
            await self._vault.all_of(lines[0].client for lines in rows.values() if lines)
        return [await self._opened(ENTRIES, lines) for lines in rows.values()]

    async def note(self, episode: EpisodeId, entry: Entry) -> None:
        whose = (await self._db.execute(_OWNER, {"which": episode})).scalar_one()
        seal = await self._vault.of(whose)
        row = {"episode": episode, "mark": b"", "at": entry.at, "counselor": entry.by}
        number = (await self._db.execute(_NOTE, row)).scalar_one()
        mark = seal.close("episode_entries.mark", f"{episode}/{number}", entry.mark.value)
        await self._db.execute(_SEAL, {"which": number, "mark": mark})

    async def history(self, episode: EpisodeId) -> Sequence[Entry]:
        rows = (await self._db.execute(_HISTORY, {"which": episode})).all()
        return await self._opened(ENTRIES, rows)


def to_row(episode: Episode, seal: Seal) -> dict[str, Any]:
    """Write an episode."""
    body = json.dumps([episode.danger, episode.tier, episode.words])
    return {
        "id": episode.id,
        "client": episode.client,
        "body": seal.close("episodes.body", episode.id, body),
        "began_at": episode.began_at,
        "over_at": episode.over_at,
    }


def from_row(row: Row[Any], seal: Seal) -> Episode:
    """Read an episode."""
    danger, tier, words = json.loads(seal.open("episodes.body", row.id, row.body))
    return Episode(
        id=EpisodeId(row.id),
        client=ClientId(row.client),
        danger=Danger(danger),
        tier=Tier(tier),
        began_at=row.began_at,
        words=tuple(words),
        over_at=row.over_at,
    )


def entry_from_row(row: Row[Any], seal: Seal) -> Entry:
    """Read a line of an episode's history."""
    try:
        mark = seal.open("episode_entries.mark", f"{row.episode}/{row.number}", row.mark)
    except SealBroken:  # one of before 0.6 is bound to its episode alone
        mark = seal.open("episode_entries.mark", row.episode, row.mark)
    return Entry(
        Mark(mark),
        row.at,
        None if row.counselor is None else CounselorId(row.counselor),
    )


EPISODES = Sealed("episodes", ("id",), select(episodes), from_row)
ENTRIES = Sealed("episode_entries", ("number",), _ENTRIES, entry_from_row)
