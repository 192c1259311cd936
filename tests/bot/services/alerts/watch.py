"""A watch: Dana and Eli on the rota, Ann in Dana's care, and an episode of hers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from bot.care import Share, Telling
from bot.episode import Entry, Episode, EpisodeId, Mark, Operator
from bot.message import Purpose
from bot.safety.assess import Danger, Tier
from bot.screens.screen import Screen
from bot.services import alerts
from bot.services.visit import Visit
from tests.bot.services.counsel.desk import care_of, desk
from tests.bot.services.room import DANA, ELI, Room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.interview.turn import Line
    from bot.people import Counselor

OLGA: Final = 31
"""An operator's chat."""


async def watch(telling: Telling = Telling.ALWAYS, **fields: Any) -> Room:  # noqa: ANN401 - Counselor's own fields
    """Give a room on a Monday at ten, with Ann in Dana's care; `fields` are Dana's."""
    room = await desk("Blue scarf", **fields)
    await room.counselor("Eli", ELI)
    await rota(room, DANA, ELI)
    async with room.store.works() as work:
        await work.operators.add(Operator(OLGA, room.clock.now()))
    await agree(room, telling=telling)
    return room


async def rota(room: Room, *chats: int) -> None:
    """Let these be on the rota, in this order."""
    ids = [(await room.who(chat)).id for chat in chats]
    async with room.store.works() as work:
        await work.rota.set(ids)


async def is_(room: Room, chat: int, **fields: Any) -> None:  # noqa: ANN401 - Counselor's own fields
    """Let a counselor be otherwise."""
    async with room.store.works() as work:
        found = await work.counselors.by_chat(chat)
        assert found is not None
        await work.counselors.save(replace(found, **fields))


async def agree(room: Room, **fields: Any) -> None:  # noqa: ANN401 - Care's own fields
    """Let Ann have agreed to this."""
    care = await care_of(room)
    async with room.store.works() as work:
        await work.cares.put(replace(care, **fields))


async def allow_words(room: Room) -> None:
    """Let Ann's words go with an alert."""
    await agree(room, sharing=frozenset({Share.ALERT_WORDS}))


async def begins(room: Room, danger: Danger = Danger.SELF_HARM) -> EpisodeId:
    """Let an episode of Ann's begin, as the client's side does it."""
    id_ = EpisodeId(uuid4().hex)
    client, now = await room.client(), room.clock.now()
    episode = Episode(id_, client.id, danger, Tier.URGENT, now, ("it stops tonight",))
    async with room.store.works() as work:
        await work.episodes.put(episode)
        await work.episodes.note(id_, Entry(Mark.BEGAN, now))
        visit = Visit(room.house, work, client, now)
        await _read(visit, await alerts.raised(visit, episode))
    await room.deliver()
    return id_


async def asks(room: Room, id_: EpisodeId) -> None:
    """Let Ann tap that her counselor be told."""
    client = await room.client()
    async with room.store.works() as work:
        visit, episode = (
            Visit(room.house, work, client, room.clock.now()),
            await work.episodes.get(id_),
        )
        assert episode is not None
        await _read(visit, await alerts.ask(visit, episode))
    await room.deliver()


async def happens(room: Room, id_: EpisodeId, mark: Mark) -> None:
    """Let the client's side add a line."""
    client = await room.client()
    async with room.store.works() as work:
        visit, episode = (
            Visit(room.house, work, client, room.clock.now()),
            await work.episodes.get(id_),
        )
        assert episode is not None
        await alerts.add(visit, episode, Entry(mark, visit.now))
    await room.deliver()


async def _read(visit: Visit, lines: tuple[Line, ...]) -> None:
    if lines:
        await visit.show(Screen(lines), purpose=Purpose.CRISIS)


async def marks(room: Room, id_: EpisodeId) -> Sequence[str]:
    """Give the history as `mark` or `mark name`."""
    async with room.store.works() as work:
        history = await work.episodes.history(id_)
        people: dict[Any, Counselor] = {one.id: one for one in await work.counselors.all()}
    return [
        entry.mark.value if entry.by is None else f"{entry.mark} {people[entry.by].name}"
        for entry in history
    ]
