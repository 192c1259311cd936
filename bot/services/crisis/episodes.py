"""The episode that is open: begun, joined, noted, and over when its course is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot import course
from bot.episode import Entry, Episode, EpisodeId, Mark
from bot.safety.danger import Tier
from bot.services import alerts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.safety.assess import Assessment
    from bot.safety.danger import Danger
    from bot.services.visit import Visit


async def current(visit: Visit) -> tuple[Episode | None, Sequence[Entry]]:
    """Give the open episode with its history; one whose course has run is over from now on."""
    if visit.owner is None:
        return None, ()
    episode = await visit.work.episodes.current(visit.client.id)
    if episode is None:
        return None, ()
    history = await visit.work.episodes.history(episode.id)
    if course.is_over(episode, history, visit.now) and not await alerts.going(visit, episode):
        await over(visit, episode)
        return None, ()
    return episode, history


async def heard(visit: Visit, found: Assessment, text: str) -> Episode:
    """Keep what was heard: it joins the open episode, or begins one."""
    before, _ = await current(visit)
    if before is None:
        return await begin(visit, found.danger or course.UNNAMED, found.tier, (text,))
    episode = course.joined(before, found, text)
    await visit.work.episodes.put(episode)
    await note(visit, episode, Mark.AGAIN)
    return episode


async def begin(visit: Visit, danger: Danger, tier: Tier, words: tuple[str, ...] = ()) -> Episode:
    """Begin an episode."""
    id_ = EpisodeId(uuid4().hex)
    episode = Episode(id_, visit.client.id, danger, tier, visit.now, words)
    await visit.work.episodes.put(episode)
    await note(visit, episode, Mark.BEGAN)
    return episode


async def urgent(visit: Visit, episode: Episode) -> Episode:
    """Take a soft one for urgent from now on."""
    if episode.tier is Tier.URGENT:
        return episode
    raised = replace(episode, tier=Tier.URGENT)
    await visit.work.episodes.put(raised)
    return raised


async def note(visit: Visit, episode: Episode, mark: Mark) -> None:
    """Add a line to its history; who was told of it reads that, too."""
    await alerts.add(visit, episode, Entry(mark, visit.now))


async def over(visit: Visit, episode: Episode) -> None:
    """Let it be over; what was said in it stays where it is, sealed."""
    await visit.work.episodes.put(replace(episode, over_at=visit.now))
