"""The next day: better, about the same, or worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import course
from bot.episode import Mark
from bot.message import Purpose
from bot.safety.danger import Tier
from bot.screens import crisis_talk
from bot.services import alerts
from bot.services.crisis import episodes, holding, later, telling
from bot.services.crisis.here import here

if TYPE_CHECKING:
    from bot.episode import Episode
    from bot.services.visit import Visit


async def answered(visit: Visit, episode: Episode, mark: Mark) -> None:
    """Take how they are now; better or the same, and it is over; worse shows help."""
    open_, history = await episodes.current(visit)
    if open_ is None and mark is Mark.WORSE:
        open_ = await episodes.begin(visit, episode.danger, Tier.URGENT)
    if open_ is None:
        await _show_no_worse(visit, episode, mark)
    elif not history or history[-1].mark is not mark:
        await episodes.note(visit, open_, mark)
        await (_worse(visit, open_) if mark is Mark.WORSE else _no_worse(visit, open_, mark))


async def _worse(visit: Visit, episode: Episode) -> None:
    await visit.change(mirror_rests_until=visit.now + course.RESTS)
    await holding.hold(visit)
    await later.watch(visit)
    lines, keys = await telling.told(visit, episode)
    shown = crisis_talk.worse(episode.danger, await here(visit, lines, keys))
    await visit.show(shown, purpose=Purpose.CRISIS)


async def _no_worse(visit: Visit, episode: Episode, mark: Mark) -> None:
    await _show_no_worse(visit, episode, mark)
    if not await alerts.going(visit, episode):
        await episodes.over(visit, episode)


async def _show_no_worse(visit: Visit, episode: Episode, mark: Mark) -> None:
    on = await holding.ways_on(visit)
    if mark is Mark.BETTER:
        await visit.show(crisis_talk.better(on))
    else:
        await visit.show(crisis_talk.same(episode.danger, await here(visit), on))
