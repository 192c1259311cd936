"""Holding: after an urgent moment nothing scheduled comes, and nothing is mirrored.

It lasts until the client's own tap. The check-in that was open is parked: it asks nothing, loses
nothing, and goes on where it stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.episode import Entry, Mark
from bot.people import HELD
from bot.ports import Timer, TimerKind
from bot.screens import crisis_talk
from bot.services.follow import OPEN_FOR
from bot.services.replan import replan

if TYPE_CHECKING:
    from bot.screens.screen import Keys
    from bot.services.visit import Visit


async def hold(visit: Visit) -> None:
    """Let prompts and the mirror hold from now on, and park the check-in that is open."""
    if not visit.client.held:
        profile = {**visit.client.profile, HELD: visit.now.isoformat()}
        await visit.change(profile=profile)
        await replan(visit)
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None:
        await visit.work.timers.drop(conversation=current.id)


async def free(visit: Visit) -> bool:
    """Let everything go on, because the client says so; say whether anything was held."""
    if not visit.client.held:
        return False
    await _goes_on(visit)
    await replan(visit)
    current = await visit.work.conversations.current(visit.client.id)
    if current is not None:
        id_ = f"lapse:{current.id}:{current.turn}"
        due = visit.now + OPEN_FOR
        lapse = Timer(id_, visit.client.id, TimerKind.LAPSE, due, current.id, current.turn)
        await visit.work.timers.set(lapse)
    return True


async def ways_on(visit: Visit) -> Keys:
    """Give how to go on from here, by the client's own tap."""
    if await visit.work.conversations.current(visit.client.id) is not None:
        return crisis_talk.BACK
    return crisis_talk.ON if visit.client.held and visit.client.here else ()


async def _goes_on(visit: Visit) -> None:
    left = {name: it for name, it in visit.client.profile.items() if name != HELD}
    await visit.change(profile=left)
    episode = await visit.work.episodes.current(visit.client.id)
    if episode is not None:
        await visit.work.episodes.note(episode.id, Entry(Mark.GOES_ON, visit.now))
