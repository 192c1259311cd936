"""A client who sees their counselor on Friday at three, and what they said before."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from bot.interview.conversation import ConversationId
from bot.interview.words import Rating
from tests.bot.counsel.kept import kept
from tests.bot.services.counsel.planned_desk import empty_desk, press
from tests.bot.services.room import ANN, DANA, Room

if TYPE_CHECKING:
    from bot.brief import Brief
    from bot.interview.terms import Kind
    from bot.interview.words import KeptWords

EVENING = datetime(2026, 3, 5, 23, tzinfo=UTC)
"""Thursday at six, in New York."""
SESSION = datetime(2026, 3, 6, 20, tzinfo=UTC)
_NUMBERS = count(1)
BEFORE = "Tomorrow at 3:00 pm you see Dana. Want to bring something, or send a brief first?"


async def before(
    when: str = "Fri 3pm", *, discreet: bool = False, zone: str = "America/New_York"
) -> Room:
    """Give a room in which the session is settled; the zone is the counselor's."""
    room = await empty_desk(zone=zone)
    await room.change(discreet=discreet)
    await settle(room, when)
    return room


async def settle(room: Room, when: str, chat: int = DANA) -> None:
    """Let the counselor set the session, the way they do."""
    await press(room, "session", (await room.client()).id, chat)
    await room.write(when, chat)
    await room.tap("yes", chat)


async def until(room: Room, at: datetime) -> None:
    """Let time go by, with a look every few minutes as the tick has it."""
    await room.pass_(at - room.clock.at)


async def looks(room: Room) -> None:
    """Come to the evening, and look at the brief."""
    await until(room, EVENING)
    await room.tap("Just look at the brief")


async def says(room: Room, kind: Kind, text: str, **fields: Any) -> KeptWords:  # noqa: ANN401 - KeptWords' own fields
    """Let the client have said something just now."""
    client, now = await room.client(), room.clock.now()
    words = kept(kind, text, now, client=client.id, on=now.date(), **fields)
    async with room.store.works() as work:
        await work.words.put(words)
    return words


async def rates(room: Room, of: str, value: int) -> None:
    """Let the client have given a number just now."""
    client, now = await room.client(), room.clock.now()
    async with room.store.works() as work:
        where = ConversationId(f"{next(_NUMBERS):032x}")
        await work.words.rate(Rating(client.id, of, value, now, where, "one"))


async def briefs(room: Room, chat: int = ANN) -> list[Brief]:
    """Give what the client has sent."""
    client = await room.client(chat)
    async with room.store.works() as work:
        return list(await work.briefs.of(client.id))


def labels(room: Room, chat: int = ANN) -> list[str]:
    """Give the keys of the newest message."""
    return list(room.last(chat).keys)
