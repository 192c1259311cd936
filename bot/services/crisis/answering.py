"""The answer to the one question: it joins the episode and never takes anything back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import course
from bot.episode import Mark
from bot.message import Purpose
from bot.safety.danger import Tier
from bot.screens import crisis, crisis_talk
from bot.services.crisis import episodes, holding, later, telling
from bot.services.crisis.here import here

if TYPE_CHECKING:
    from bot.episode import Episode
    from bot.safety.danger import Danger
    from bot.services.visit import Visit


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and about what it was asked."""

    mark: Mark
    danger: Danger | None

    @property
    def is_yes(self) -> bool:
        """Whether somebody is in danger by it."""
        return course.is_yes(self.danger or course.UNNAMED, self.mark)


async def answered(visit: Visit, episode: Episode, given: Answer) -> None:
    """Take an answer by a key; of a question that is past, a yes is heard all the same."""
    open_, history = await episodes.current(visit)
    if open_ is not None and open_.id == episode.id:
        if course.answered(history) is not given.mark:
            await answer(visit, open_, given)
    elif given.is_yes:
        again = open_ or await episodes.begin(visit, episode.danger, episode.tier)
        await answer(visit, again, given)
    else:
        await visit.show(crisis_talk.over(await holding.ways_on(visit)))


async def answer(visit: Visit, episode: Episode, given: Answer) -> None:
    """Go the way of an answer: a yes is as urgent as it gets; a no clears nothing."""
    await episodes.note(visit, episode, given.mark)
    danger = given.danger or course.UNNAMED
    if given.is_yes:
        await _yes(visit, episode, danger)
        return
    on, place = await holding.ways_on(visit), await here(visit)
    says = crisis_talk.no if given.mark is Mark.NO else crisis_talk.sometimes
    await visit.show(says(danger, place, on), purpose=Purpose.CRISIS)


async def _yes(visit: Visit, episode: Episode, danger: Danger) -> None:
    """Show who is there; what was soft is urgent from now on, and is told as agreed."""
    was_soft = episode.tier is Tier.SOFT
    episode = await episodes.urgent(visit, episode)
    await visit.change(mirror_rests_until=visit.now + course.RESTS)
    await holding.hold(visit)
    await later.watch(visit)
    lines, keys = await telling.told(visit, episode) if was_soft else ((), ())
    place = await here(visit, lines, keys)
    if was_soft and danger not in crisis_talk.LATER:
        shown = crisis.card(danger, Tier.URGENT, place)
    else:
        shown = crisis_talk.yes(danger, place)
    await visit.show(shown, purpose=Purpose.CRISIS)
