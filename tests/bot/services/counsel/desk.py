"""A counselor's desk: a room with one counselor and clients of theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.care import Care, Share, Silence
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from bot.people import ClientId


async def cared_for(room: Room, chat: int, label: str, **fields: Any) -> ClientId:  # noqa: ANN401 - Care's own fields
    """Let somebody of that chat become a client of Dana's, who calls them `label`."""
    await room.welcome(chat)
    dana, client = await room.who(DANA), await room.client(chat)
    sharing = frozenset({Share.TAKING_PART})
    made = Care(client.id, dana.id, label, room.clock.now(), sharing)
    async with room.store.works() as work:
        await work.cares.put(replace(made, **fields))
    return client.id


async def care_of(room: Room, chat: int = ANN) -> Care:
    """Give the care that the client of a chat is in."""
    client = await room.client(chat)
    async with room.store.works() as work:
        found = await work.cares.of(client.id)
    assert found is not None
    return found


async def shares(room: Room, chat: int = ANN, silence: Silence = Silence.TELL) -> None:
    """Let the client of a chat share all there is to share."""
    care = await care_of(room, chat)
    async with room.store.works() as work:
        await work.cares.put(replace(care, sharing=frozenset(Share), silence=silence))


async def desk(*labels: str, zone: str = "America/New_York", **fields: Any) -> Room:  # noqa: ANN401 - Counselor's own fields
    """Give a room with Dana and clients by these labels, at the chats from Ann's on."""
    room = Room()
    await room.counselor(zone=zone, **fields)
    for n, label in enumerate(labels):
        await cared_for(room, ANN if n == 0 else 100 + n, label)
    return room
