"""The hour of the week that is hardest: named by the client, and named anew at any time."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from bot.people import Standing
from bot.schedule import risky, template
from bot.schedule.retime import retimed
from bot.schedule.risky import Risky
from bot.services.replan import edit, replan
from bot.settings import settled

if TYPE_CHECKING:
    from bot.people import Client
    from bot.services.visit import Visit

USUAL: Final = Risky(5, time(18))
"""For those whose hardest hour varies: Friday, as the week's work ends."""


def named(client: Client) -> Risky | None:
    """Give the hour a client named; None if theirs varies, or nobody asked."""
    return risky.read(client.profile.get("risky", ""))


async def settle(visit: Visit, value: str) -> None:
    """Keep the hour, and let the plans that stand around the one before move along."""
    before = named(visit.client) or USUAL
    visit.client = settled(visit.client, "risky", value)
    await visit.work.clients.save(visit.client)
    after = named(visit.client) or USUAL
    if after == before or visit.client.standing is Standing.ARRIVING:
        return
    sketches = [sketch for one in template.packaged().values() for sketch in one.plans]
    for plan in await visit.work.plans.of(visit.client.id):
        moved = retimed(plan, sketches, before, after)
        if moved is not None:
            await edit(visit, moved)
    await replan(visit)
