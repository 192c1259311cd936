"""What follows when a check-in, or a small script of the settings, has come to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.conversation import Conversation, Status
from bot.schedule.quiet import is_quiet
from bot.screens import home, rhythm, settings
from bot.services import wishing
from bot.services.enrol import beginning, clients
from bot.services.replan import next_local
from bot.services.rhythm import own_plan, show

if TYPE_CHECKING:
    from bot.services.visit import Visit


async def ended(visit: Visit, conversation: Conversation) -> None:
    """After the welcome: begin for good, or forget who has said no. After a setting: say it."""
    if conversation.status is not Status.DONE:
        return
    match conversation.script:
        case beginning.WELCOME:
            agreed = visit.client.adult and visit.client.consent is not None
            await (beginning.begin(visit) if agreed else beginning.forget(visit))
        case clients.WELCOME:
            await beginning.after_invited(visit, conversation)
        case clients.CONNECT | clients.MOVE:
            await beginning.after_connecting(visit, conversation)
        case "language":
            await visit.show(home.keyboard())
        case "zone":
            local = visit.now.astimezone(visit.client.zoneinfo)
            await visit.show(settings.zone_set(local))
        case "quiet-hours" | "discreet":
            await visit.show(settings.kept())
        case "rhythm":
            await _rhythm(visit)
        case wishing.SCRIPT:
            await wishing.told(visit, conversation)
        case _:
            pass


async def _rhythm(visit: Visit) -> None:
    """Confirm days and time, and say when the next check-in comes."""
    client, plan = visit.client, await own_plan(visit)
    if plan is None:
        await show(visit)
        return
    today, wall = visit.now.astimezone(client.zoneinfo), plan.slots[0].from_
    at = today.replace(hour=wall.hour, minute=wall.minute, second=0, microsecond=0)
    asleep = is_quiet(at, client.quiet, client.zoneinfo)
    coming = await next_local(visit)
    await visit.show(rhythm.kept(plan, coming, visit.title, visit.today, asleep=asleep))
