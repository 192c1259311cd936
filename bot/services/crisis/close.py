"""Close to it: what a check-in ends with opens the same road, quietly, though no words tripped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.safety.danger import Danger, Tier
from bot.screens import crisis_talk
from bot.services.crisis import episodes
from bot.services.crisis.here import here

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit


async def after_slip(visit: Visit, ended: Conversation) -> None:
    """Ask about an overdose where it is still going on; the check-in has said all else."""
    said = ended.answers.get("over")
    if said is None or said.options != ("going",):
        return
    open_, _ = await episodes.current(visit)
    episode = open_ or await episodes.begin(visit, Danger.OVERDOSE, Tier.SOFT)
    await visit.show(crisis_talk.question(Danger.OVERDOSE, episode.id))


async def after_urge(visit: Visit, ended: Conversation) -> None:
    """Name who listens where it is as strong as before, or stronger."""
    first, later = ended.answers.get("rate"), ended.answers.get("now")
    before, after = (None if one is None else one.number for one in (first, later))
    if before is not None and after is not None and after >= max(before, 1):
        await visit.show(crisis_talk.beside(await here(visit)))
