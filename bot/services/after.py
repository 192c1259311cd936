"""What follows when a check-in, or a small script of the settings, has come to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Status
from bot.schedule.quiet import is_quiet
from bot.screens import briefing, home, phone, rhythm, settings
from bot.screens.change_plan import SCRIPT as CHANGE_PLAN
from bot.services import change_plan, dosage, findhelp, talk, wishing
from bot.services import phone as on_phone
from bot.services.briefing import afterwards, preview
from bot.services.crisis import close
from bot.services.enrol import beginning, clients, hardest, reaching
from bot.services.replan import next_local
from bot.services.rhythm import own_plan, show

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.interview.conversation import Conversation
    from bot.services.visit import Visit


async def ended(visit: Visit, conversation: Conversation) -> None:
    """After the welcome: begin for good, or forget who has said no. After a setting: say it."""
    if conversation.status is Status.DONE and conversation.script in ENDS:
        await ENDS[conversation.script](visit, conversation)
    elif conversation.status is Status.STOPPED and conversation.script == briefing.AGENDA:
        await preview.after_short_agenda(visit, conversation)
    await talk.go_on(visit, conversation)
    await on_phone.close(visit, conversation)


async def _welcome(visit: Visit, _: Conversation) -> None:
    agreed = visit.client.adult and visit.client.consent is not None
    await (beginning.begin(visit) if agreed else beginning.forget(visit))


async def _language(visit: Visit, _: Conversation) -> None:
    await visit.show(home.keyboard())


async def _zone(visit: Visit, _: Conversation) -> None:
    await visit.show(settings.zone_set(visit.now.astimezone(visit.client.zoneinfo)))


async def _hardest(visit: Visit, _: Conversation) -> None:
    await visit.show(settings.hardest_set(hardest.named(visit.client)))


async def _kept(visit: Visit, _: Conversation) -> None:
    await visit.show(settings.kept())


async def _rhythm(visit: Visit, _: Conversation) -> None:
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


ENDS: Final[Mapping[str, Callable[[Visit, Conversation], Awaitable[None]]]] = {
    beginning.WELCOME: _welcome,
    clients.WELCOME: beginning.after_invited,
    clients.CONNECT: beginning.after_connecting,
    clients.MOVE: beginning.after_connecting,
    "language": _language,
    "zone": _zone,
    "hardest": _hardest,
    "quiet-hours": _kept,
    phone.LINE: on_phone.settled,
    reaching.PHONE: reaching.kept,
    reaching.CONTACT: reaching.kept,
    "rhythm": _rhythm,
    "pause-until": dosage.pause_until,
    wishing.SCRIPT: wishing.told,
    findhelp.SCRIPT: findhelp.told,
    CHANGE_PLAN: change_plan.ended,
    briefing.AGENDA: preview.after_agenda,
    briefing.TAKEAWAY: afterwards.ended,
    "slip": close.after_slip,
    "urge": close.after_urge,
}
"""By the script that has ended."""
