"""What follows when a check-in, or a small script of the settings, has come to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import Conversation, Status
from bot.people import Standing
from bot.schedule.quiet import is_quiet
from bot.screens import home, rhythm, settings
from bot.services import settle, talk
from bot.services.replan import next_local

if TYPE_CHECKING:
    from bot.services.visit import Visit

WELCOME = "welcome"
FIRST = "first-goal"


async def ended(visit: Visit, conversation: Conversation) -> None:
    """After the welcome: begin for good, or forget who has said no. After a setting: say it."""
    if conversation.status is not Status.DONE:
        return
    match conversation.script:
        case "welcome":
            agreed = visit.client.adult and visit.client.consent is not None
            await (_begin(visit) if agreed else _forget(visit))
        case "language":
            await visit.show(home.keyboard())
        case "zone":
            local = visit.now.astimezone(visit.client.zoneinfo)
            await visit.show(settings.zone_set(local))
        case "quiet-hours" | "discreet":
            await visit.show(settings.kept())
        case "rhythm":
            await _rhythm(visit)
        case _:
            pass


async def _begin(visit: Visit) -> None:
    """Let prompts come from now on, and the first check-in follow at once."""
    await visit.change(standing=Standing.ACTIVE)
    await settle.make_plan(visit)
    await visit.show(home.settled_in(visit.now.astimezone(visit.client.zoneinfo)))
    await talk.begin(visit, FIRST)


async def _forget(visit: Visit) -> None:
    """Keep nothing of somebody who did not agree; what was said last is under another key."""
    await visit.work.clients.remove(visit.client.id)


async def _rhythm(visit: Visit) -> None:
    """Confirm days and time, and say when the next check-in comes."""
    client, coming = visit.client, await next_local(visit)
    for plan in await visit.work.plans.of(client.id):
        today = visit.now.astimezone(client.zoneinfo)
        wall = plan.slots[0].from_
        at = today.replace(hour=wall.hour, minute=wall.minute, second=0, microsecond=0)
        asleep = is_quiet(at, client.quiet, client.zoneinfo)
        await visit.show(rhythm.kept(plan, coming, asleep=asleep))
