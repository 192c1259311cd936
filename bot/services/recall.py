"""What is remembered when a check-in begins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.interview import mirror
from bot.interview.conversation import Memory
from bot.interview.script import Ruler, Script

if TYPE_CHECKING:
    from bot.services.visit import Visit

REST: Final = timedelta(days=30)
"""An authored reflection or affirmation is not repeated to the same client within this time."""


async def recall(visit: Visit, script: Script) -> Memory:
    """Gather the words to mirror, the earlier ratings, the client's own names and what rests."""
    client, work = visit.client, visit.work
    until = client.mirror_rests_until
    chosen = mirror.choose(
        await work.words.of(client.id), visit.now, rests=until is not None and visit.now < until
    )
    measured = {s.measures for s in script.steps.values() if isinstance(s, Ruler)} - {None}
    ratings = {
        of: tuple(rating.value for rating in await work.words.ratings(client.id, of))
        for of in measured
        if of is not None
    }
    return Memory(
        words={kind: pick.recalled for kind, pick in chosen.items()},
        ratings=ratings,
        profile=client.profile,
        resting=await work.conversations.resting(client.id, visit.now - REST),
        seed=int(visit.now.timestamp()),
    )
